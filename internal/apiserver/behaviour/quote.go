package behaviour

import (
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/message"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
)

// currency is that of all prices of the catalogue.
const currency = "USD"

const (
	diskUnit   = 32 // diskUnit is for how many GiB the price of disk and of a storage tier is, each unit that is begun.
	backupUnit = 64 // backupUnit is for how many GiB of a backup one cent per hour is paid.
)

// backupSize is the size of a backup in GiB where none is known.
const backupSize = 8

// units returns how many units of a size are begun.
func units(gib int64, size int64) int64 { return (gib + size - 1) / size }

// price is what a part of a cluster costs per hour in cents.
type price struct{ nodes, disk, tier int64 }

func (p price) total() int64 { return p.nodes + p.disk + p.tier }

// priceOf computes what nodes of a package cost with additional disk, in GiB each, and a storage tier.
func priceOf(one protoreflect.Message, nodes, disk int64, tier string) price {
	p := price{nodes: whole(one, "unit_int_price_per_hour") * nodes}
	p.disk = whole(one, "available_additional_resources.disk_price_per_hour") * units(disk, diskUnit) * nodes
	for _, offered := range parts(one, "available_storage_tier_configurations") {
		if message.Enum(offered, "storage_tier_type") == tier {
			all := int64(amount(message.Text(one, "resource_configuration.disk"))) + disk
			p.tier = whole(offered, "price_per_hour") * units(all, diskUnit) * nodes
		}
	}
	return p
}

func (s *Set) getQuote(call *rpc.Call) (object, error) {
	all, err := s.offered(call)
	if err != nil {
		return nil, err
	}
	id := message.Text(call.Request, "package_id")
	found, ok := find(all, "id", id)
	if !ok {
		return nil, rpc.NotFound("Package", id)
	}
	p := priceOf(found, whole(call.Request, "number_of_nodes"), whole(call.Request, "additional_disk_gib"),
		message.Enum(call.Request, "storage_tier_type"))
	quote := quoted(p.total())
	quote["currency"] = message.Text(found, "currency")
	quote["package"] = quoted(p.nodes)
	if p.disk > 0 {
		quote["extra_disk"] = quoted(p.disk)
	}
	if p.tier > 0 {
		quote["disk_speed"] = quoted(p.tier)
	}
	return quote, nil
}

func (s *Set) getBackupQuote(call *rpc.Call) (object, error) {
	if _, err := s.offered(call); err != nil {
		return nil, err
	}
	size := int64(backupSize)
	if message.Has(call.Request, "backup_size_gib") {
		size = whole(call.Request, "backup_size_gib")
	}
	quote := quoted(units(size, backupUnit))
	quote["currency"] = currency
	return quote, nil
}

// quoted is a price per hour. No account of this server has a discount.
func quoted(cents int64) object {
	return object{"original_price_per_hour": cents, "discounted_price_per_hour": cents}
}
