package behaviour

import (
	"iter"
	"time"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/message"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/store"
)

func (s *Set) metering() {
	s.service("qdrant.cloud.metering.v1.MeteringService",
		method{"ListMonthlyMeterings", "Computed from the time that each cluster has run, and its price.", s.monthlyMeterings},
		method{"ListMeterings", "One item for each stretch of time in which a cluster did not change, as far as it has passed.",
			s.meterings},
		method{"GetUsageBreakdown", "The same items, by month and cluster; no credit pays for them.", s.usageBreakdown},
	)
}

// usage is one thing that a cluster was charged for.
type usage struct {
	stretch
	history

	cluster string
	kind    string // kind is cluster, cluster_extra_disk or cluster_storage_tier.
	hourly  int64  // hourly is the price in cents.
	booked  protoreflect.Message
}

func (u usage) hours() float64 { return u.to.Sub(u.from).Hours() }

// millicents is the cost in thousandths of a cent.
func (u usage) millicents() int64 { return int64(float64(u.hourly) * 1000 * u.hours()) }

// usageOf returns everything that the clusters of an account were charged for in a period, those that are gone among them.
func (s *Set) usageOf(tx *store.Tx, account string, from, to time.Time) []usage {
	var all []usage
	for id, h := range s.histories(tx, account) {
		for _, part := range h.stretches(from, to) {
			booked, ok := s.anyPackage(part.Package)
			if !ok {
				continue
			}
			p := priceOf(booked, part.Nodes, part.Disk, part.Tier)
			add := func(kind string, hourly int64) { all = append(all, usage{part, h, id, kind, hourly, booked}) }
			add("cluster", p.nodes)
			if p.disk > 0 {
				add("cluster_extra_disk", p.disk)
			}
			if p.tier > 0 {
				add("cluster_storage_tier", p.tier)
			}
		}
	}
	return all
}

// histories yields the histories of all clusters of an account by their ids, those that are gone among them.
func (s *Set) histories(tx *store.Tx, account string) iter.Seq2[string, history] {
	return func(yield func(string, history) bool) {
		for found := range tx.List(historyKind, account) {
			if h, _ := note[history](tx, historyKind, account, found.ID); !yield(found.ID, h) {
				return
			}
		}
		for _, cluster := range s.all(tx, clusterKind, account) {
			id := message.Text(cluster, "id")
			if _, ok := tx.Get(historyKind, account, id); !ok && !yield(id, historyOf(tx, cluster)) {
				return
			}
		}
	}
}

// byMonth sorts usage by the month in which it began, the first month first.
func byMonth(all []usage, visit func(month time.Time, all []usage) error) error {
	months := map[time.Time][]usage{}
	var first, last time.Time
	for _, u := range all {
		month := monthOf(u.from)
		months[month] = append(months[month], u)
		if first.IsZero() || month.Before(first) {
			first = month
		}
		last = later(last, month)
	}
	for month := first; len(all) > 0 && !month.After(last); month = monthAfter(month) {
		if of := months[month]; len(of) > 0 {
			if err := visit(month, of); err != nil {
				return err
			}
		}
	}
	return nil
}

// sum is the cost of usage in thousandths of a cent.
func sum(all []usage) int64 {
	total := int64(0)
	for _, u := range all {
		total += u.millicents()
	}
	return total
}

func (s *Set) monthlyMeterings(call *rpc.Call) (object, error) {
	var items []object
	err := byMonth(s.usageOf(call.Tx, call.Account, time.Time{}, call.Now), func(month time.Time, all []usage) error {
		items = append(items, object{
			"year": month.Year(), "month": int(month.Month()), "amount_millicents": sum(all), "currency": currency,
		})
		return nil
	})
	return object{"items": items}, err
}

func (s *Set) meterings(call *rpc.Call) (object, error) {
	year, month := int(whole(call.Request, "year")), time.Month(whole(call.Request, "month"))
	from := time.Date(year, month, 1, 0, 0, 0, 0, time.UTC)
	to := monthAfter(from)
	if to.After(call.Now) {
		to = call.Now
	}
	var items []object
	for _, u := range s.usageOf(call.Tx, call.Account, from, to) {
		items = append(items, object{
			"account_id": call.Account, "cluster_id": u.cluster, "cluster_name": u.Name, "start_time": u.from, "end_time": u.to,
			"billable_entity_id": u.Package, "billable_entity_reference_name": message.Text(u.booked, "name"),
			"billable_entity_type": u.kind, "price_per_hour": u.hourly, "usage_hours": u.hours(), "amount_millicents": u.millicents(),
			"currency": currency, "cluster_labels": u.Labels,
		})
	}
	return object{"items": items}, nil
}

func (s *Set) usageBreakdown(call *rpc.Call) (object, error) {
	from, to := moment(call.Request, "start_time"), moment(call.Request, "end_time")
	if to.After(call.Now) {
		to = call.Now
	}
	var items []object
	err := byMonth(s.usageOf(call.Tx, call.Account, from, to), func(month time.Time, all []usage) error {
		var clusters []object
		for _, u := range all {
			one := object{
				"cluster_id": u.cluster, "cluster_name": u.Name, "cluster_labels": u.Labels,
				"cost_allocation_label": unlessEmpty(u.CostLabel), "start_time": u.from, "end_time": u.to,
				"amount_millicents": u.millicents(), "currency": currency,
				"billable_entity_type": u.kind, "quantity": u.hours(),
			}
			u.describe(one)
			clusters = append(clusters, one)
		}
		items = append(items, object{"year": month.Year(), "month": int(month.Month()), "accounts": []object{{
			"account_id": call.Account, "account_name": s.nameOf(call.Tx, call.Account), "clusters": clusters,
		}}})
		return nil
	})
	return object{"items": items}, err
}

// describe adds what is charged to an entry of a breakdown.
func (u usage) describe(entry object) {
	tier := message.Enum(u.booked, "tier")
	in := func(name string) int64 { return int64(amount(message.Text(u.booked, "resource_configuration."+name))) }
	common := object{"cloud_provider": u.Provider, "region": u.Region, "pricing_tier": tier}
	switch u.kind {
	case "cluster":
		common["cpu_vcpu"], common["ram_gib"], common["disk_gib"] = in("cpu"), in("ram"), in("disk")
		common["multi_az"], common["gpu_enabled"] = truth(u.booked, "multi_az"), message.Has(u.booked, "resource_configuration.gpu")
		common["node_count"] = u.Nodes
	case "cluster_extra_disk":
		common["extra_disk_gib"] = u.Disk * u.Nodes
	case "cluster_storage_tier":
		common["storage_tier"] = u.Tier
	}
	names := map[string]string{
		"cluster": "cluster_usage_config", "cluster_extra_disk": "cluster_extra_disk_config",
		"cluster_storage_tier": "cluster_storage_tier_config",
	}
	entry[names[u.kind]] = common
}
