package behaviour

import (
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/message"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/store"
)

const backups = "cluster.backup.v1.BackupService/"

func (w *world) newBackup(cluster, with string) string {
	w.Helper()
	return text(w.call(backups+"CreateBackup", `{"backup": {"accountId": %q, "clusterId": %q, "displayName": "by-hand"%s}}`,
		account, cluster, with), "backup.id")
}

func (w *world) backup(id string) protoreflect.Message {
	w.Helper()
	return message.Sub(w.call(backups+"GetBackup", `{"accountId": %q, "backupId": %q}`, account, id), "backup")
}

func TestLifeOfABackup(t *testing.T) {
	w := newWorld(t)
	cluster := w.runningCluster("ab") // A shorter name than the description in a backup may have.
	id := w.newBackup(cluster, `, "retentionPeriod": "86400s"`)
	w.want(w.backup(id), map[string]string{
		"status": "BACKUP_STATUS_RUNNING", "name": "cluster-" + cluster[:8] + "-backup-20310303-100100", "cluster_info.name": "ab--",
		"cluster_info.cloud_provider_id": "aws", "cluster_info.restore_package_id": mx2, "cluster_info.resources_summary.ram.unit": "GiB",
		"price.currency": "USD",
	})
	if ram := whole(w.backup(id), "cluster_info.resources_summary.ram.amount"); ram != 8 {
		t.Errorf("%d GiB of memory in two nodes, want 8", ram)
	}
	w.fails(codes.FailedPrecondition, "only a complete one", backups+"RestoreBackup", `{"accountId": %q, "backupId": %q}`, account, id)
	w.pass(takes)
	w.want(w.backup(id), map[string]string{"status": backupSucceeded})
	if took := span(w.backup(id), "backup_duration"); took != takes {
		t.Errorf("it took %s", took)
	}
	w.pass(24*time.Hour - takes - time.Second)
	w.backup(id)
	w.pass(time.Second)
	w.fails(codes.NotFound, id, backups+"GetBackup", `{"accountId": %q, "backupId": %q}`, account, id)
}

func TestDeleteABackup(t *testing.T) {
	w := newWorld(t)
	cluster := w.runningCluster("first")
	for name, wait := range map[string]time.Duration{"while it is taken": 0, "when it is complete": time.Minute} {
		id := w.newBackup(cluster, "")
		w.pass(wait)
		w.call(backups+"DeleteBackup", `{"accountId": %q, "backupId": %q}`, account, id)
		if got := w.header.Get("qc-event-cluster-id"); len(got) != 1 || got[0] != cluster {
			t.Errorf("%s: the caller is told of the cluster %q", name, got)
		}
		w.fails(codes.NotFound, id, backups+"GetBackup", `{"accountId": %q, "backupId": %q}`, account, id)
	}
}

func TestRestore(t *testing.T) {
	w := newWorld(t)
	cluster := w.runningCluster("first")
	id := w.newBackup(cluster, "")
	w.pass(time.Minute)
	w.call(backups+"RestoreBackup", `{"accountId": %q, "backupId": %q}`, account, id)
	list := func() protoreflect.Message {
		w.Helper()
		return w.size(w.call(backups+"ListBackupRestores", `{"accountId": %q, "clusterId": %q}`, account, cluster), "items", 1)[0]
	}
	w.want(list(), map[string]string{"status": "BACKUP_RESTORE_STATUS_RUNNING", "backup_id": id})
	w.pass(restores)
	w.want(list(), map[string]string{"status": "BACKUP_RESTORE_STATUS_SUCCEEDED"})

	restored := w.call("ClusterService/CreateClusterFromBackup",
		`{"accountId": %q, "backupId": %q, "clusterName": "again"}`, account, id)
	w.want(restored, map[string]string{
		"cluster.name": "again", "cluster.configuration.package_id": mx2, "cluster.cloud_provider_region_id": "eu-central-1",
		"cluster.state.phase": phaseCreating,
	})
	w.call("ClusterService/DeleteCluster", ofCluster, account, cluster)
	w.pass(time.Minute)
	w.fails(codes.FailedPrecondition, "create a new cluster", backups+"RestoreBackup", `{"accountId": %q, "backupId": %q}`, account, id)
	w.fails(codes.NotFound, nobody, backups+"RestoreBackup", `{"accountId": %q, "backupId": %q}`, account, nobody)
}

// A backup of seed data may leave out what it is of. No cluster can be made of that, and the caller learns why.
func TestRestoreOfAnIncompleteBackup(t *testing.T) {
	w := newWorld(t)
	id := w.newBackup(w.runningCluster("first"), "")
	w.pass(time.Minute)
	w.do(func(tx *store.Tx) error {
		entity, _ := tx.Get(backupKind, account, id)
		backup := dynamicpb.NewMessage(w.set.descriptor(backupKind))
		if err := proto.Unmarshal(entity.Data, backup); err != nil {
			return err
		}
		backup.Clear(backup.Descriptor().Fields().ByName("cluster_info"))
		var err error
		entity.Data, err = proto.Marshal(backup)
		tx.Put(entity)
		return err
	})
	w.fails(codes.FailedPrecondition, "has no cluster_info.configuration", "ClusterService/CreateClusterFromBackup",
		`{"accountId": %q, "backupId": %q, "clusterName": "again"}`, account, id)
}

func TestScheduledBackups(t *testing.T) {
	w := newWorld(t) // It is 10:00.
	cluster := w.runningCluster("first")
	created := w.call(backups+"CreateBackupSchedule", `{"backupSchedule": {"accountId": %q, "clusterId": %q, "displayName": "nightly",
		"schedule": "0 3 * * *", "retentionPeriod": "172800s"}}`, account, cluster)
	w.want(created, map[string]string{"backup_schedule.status": scheduleActive})
	id := text(created, "backup_schedule.id")
	taken := func(want int) []protoreflect.Message {
		w.Helper()
		return w.size(w.call(backups+"ListBackups", `{"accountId": %q, "backupScheduleId": %q}`, account, id), "items", want)
	}
	taken(0)
	w.pass(17 * time.Hour)
	backup := taken(1)[0]
	w.want(backup, map[string]string{"status": backupSucceeded, "display_name": "scheduled-20310304-030000"})
	if at := moment(backup, "created_at"); !at.Equal(time.Date(2031, time.March, 4, 3, 0, 0, 0, time.UTC)) {
		t.Errorf("it was taken at %s", at)
	}
	w.pass(10 * 24 * time.Hour) // Those that are older than two days are gone.
	taken(2)
	w.call("ClusterService/SuspendCluster", ofCluster, account, cluster)
	w.pass(24 * time.Hour)
	w.want(taken(2)[1], map[string]string{"status": "BACKUP_STATUS_SKIPPED"})
	w.call(backups+"UpdateBackupSchedule", `{"backupSchedule": {"id": %q, "accountId": %q, "clusterId": %q, "schedule": "@hourly"},
		"updateMask": "schedule"}`, id, account, cluster)
	w.pass(time.Hour)
	w.call(backups+"DeleteBackupSchedule", `{"accountId": %q, "backupScheduleId": %q, "deleteBackups": true}`, account, id)
	taken(0)
	w.size(w.call(backups+"ListBackupSchedules", `{"accountId": %q}`, account), "items", 0)
	w.pass(30 * 24 * time.Hour)
	taken(0)
	w.fails(codes.InvalidArgument, "schedule", backups+"CreateBackupSchedule", `{"backupSchedule": {"accountId": %q, "clusterId": %q,
		"displayName": "never", "schedule": "99 * * * *"}}`, account, cluster)
}

func TestSpaceBackups(t *testing.T) {
	w := newWorld(t)
	space := w.newSpace("first")
	w.want(w.call("SpaceService/GetSpace", `{"accountId": %q, "spaceId": %q}`, account, space), map[string]string{
		"space.state.phase": spaceProcessing, "space.created_by.actor_id": alice,
		"space.state.endpoint.url": "https://" + space + ".eu-central-1.aws.serverless.cloud.qdrant.io",
	})
	w.pass(10 * time.Second)
	w.want(w.call("SpaceService/GetSpace", `{"accountId": %q, "spaceId": %q}`, account, space), map[string]string{"space.state.phase": spaceReady})
	const service = "space.backup.v1.BackupService/"
	schedule := w.call(service+"CreateBackupSchedule", `{"backupSchedule": {"accountId": %q, "spaceId": %q, "name": "each day",
		"schedule": "@every 24h", "collectionName": "books"}}`, account, space)
	id := text(schedule, "backup_schedule.id")
	w.pass(25 * time.Hour)
	found := w.call(service+"GetBackupSchedule", `{"accountId": %q, "spaceId": %q, "backupScheduleId": %q}`, account, space, id)
	if at := moment(found, "backup_schedule.last_fired_at"); !at.Equal(moment(found, "backup_schedule.created_at").Add(24 * time.Hour)) {
		t.Errorf("it last fired at %s", at)
	}
	backup := w.size(w.call(service+"ListBackups", `{"accountId": %q, "collectionName": "books"}`, account), "items", 1)[0]
	w.want(backup, map[string]string{"status": backupSucceeded, "created_by.actor_id": alice, "space_info.name": "first"})
	w.call(service+"RestoreBackup", `{"accountId": %q, "backupId": %q}`, account, text(backup, "id"))
	if got := w.header.Get("qc-event-space-id"); len(got) != 1 || got[0] != space {
		t.Errorf("the caller is told of the space %q", got)
	}
	restored := w.call("SpaceService/CreateSpaceFromBackup", `{"accountId": %q, "backupId": %q, "spaceName": "again"}`, account, text(backup, "id"))
	w.want(restored, map[string]string{"space.name": "again", "space.state.phase": spaceProcessing})
	w.call(service+"UpdateBackupSchedule", `{"backupSchedule": {"id": %q, "accountId": %q, "spaceId": %q,
		"pausedAt": "2031-03-04T00:00:00Z"}, "updateMask": "pausedAt"}`, id, account, space)
	w.pass(10 * 24 * time.Hour)
	w.size(w.call(service+"ListBackups", `{"accountId": %q}`, account), "items", 1)
	w.call("SpaceService/DeleteSpace", `{"accountId": %q, "spaceId": %q, "deleteBackups": true}`, account, space)
	w.pass(time.Minute)
	w.size(w.call(service+"ListBackups", `{"accountId": %q}`, account), "items", 0)
	w.fails(codes.NotFound, space, "SpaceService/GetSpace", `{"accountId": %q, "spaceId": %q}`, account, space)
}
