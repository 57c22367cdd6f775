import type { DescMessage, MessageShape } from "@bufbuild/protobuf";
import type { FieldMask } from "@bufbuild/protobuf/wkt";
/**
 * Returns the mask of an update: the fields in which two versions of a message differ.
 *
 *     const before = clone(ClusterSchema, cluster);
 *     cluster.name = "renamed";
 *     await client.clusters.update({ cluster, updateMask: changes(ClusterSchema, before, cluster) });
 *
 * Of a message that both versions have, the fields inside count; lists, maps, and what only one of them has are named as a whole. The
 * mask of equal messages is empty, with which nothing is to be sent: for the API, an empty mask means everything.
 */
export declare function changes<D extends DescMessage>(schema: D, before: MessageShape<D>, after: MessageShape<D>): FieldMask;
