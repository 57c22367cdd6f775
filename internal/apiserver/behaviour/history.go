package behaviour

import (
	"slices"
	"time"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/message"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/store"
)

// historyKind is what has happened to a cluster, also when it is gone: Account is the id of its account, ID its own.
const historyKind = "emulator.ClusterHistory"

// history is what has happened to a cluster. Its usage, its logs and its metrics are derived from it.
type history struct {
	Name, Provider, Region string
	Labels                 map[string]string
	CostLabel              string
	Events                 []event
}

// event is a change of the phase or the configuration of a cluster, and how it is from then on.
type event struct {
	At      time.Time
	Text    string
	Phase   string // Phase is empty when the cluster is gone.
	Package string
	Nodes   int64
	Disk    int64 // Disk is what is booked on top of the package, in GiB for each node.
	Tier    string
}

// mostEvents is how many events of a cluster are kept. What was before them is forgotten.
const mostEvents = 1000

// historyOf returns the history of a cluster. One that came with a seed has been as it is since it was created.
func historyOf(tx *store.Tx, cluster protoreflect.Message) history {
	h, ok := note[history](tx, historyKind, message.Text(cluster, "account_id"), message.Text(cluster, "id"))
	if !ok && message.Has(cluster, "created_at") {
		h.describe(cluster)
		h.add(moment(cluster, "created_at"), cluster, "The cluster was created.")
	}
	return h
}

// describe takes over what a cluster is called and where it is.
func (h *history) describe(cluster protoreflect.Message) {
	h.Name, h.Provider = message.Text(cluster, "name"), message.Text(cluster, "cloud_provider_id")
	h.Region, h.CostLabel = message.Text(cluster, "cloud_provider_region_id"), message.Text(cluster, "cost_allocation_label")
	h.Labels = map[string]string{}
	for _, label := range parts(cluster, "labels") {
		h.Labels[message.Text(label, "key")] = message.Text(label, "value")
	}
}

// add adds an event, and forgets the oldest where there are too many.
func (h *history) add(now time.Time, cluster protoreflect.Message, text string) {
	h.Events = append(h.Events, event{
		At: now, Text: text, Phase: message.Enum(cluster, "state.phase"),
		Package: message.Text(cluster, "configuration.package_id"), Nodes: whole(cluster, "configuration.number_of_nodes"),
		Disk: whole(cluster, "configuration.additional_resources.disk"),
		Tier: message.Enum(cluster, "configuration.cluster_storage_configuration.storage_tier_type"),
	})
	h.Events = h.Events[max(0, len(h.Events)-mostEvents):]
}

// remember adds to the history of a cluster.
func remember(tx *store.Tx, now time.Time, cluster protoreflect.Message, text string) error {
	account, id := message.Text(cluster, "account_id"), message.Text(cluster, "id")
	h, ok := note[history](tx, historyKind, account, id)
	h.describe(cluster)
	if created := moment(cluster, "created_at"); !ok && created.Before(now) {
		h.add(created, cluster, "The cluster was created.")
		h.Events[0].Phase = phaseHealthy // It came with a seed, and this is the first change of it.
	}
	h.add(now, cluster, text)
	return keep(tx, historyKind, account, id, h)
}

// forgone ends the history of a cluster that is gone.
func forgone(tx *store.Tx, now time.Time, cluster protoreflect.Message) error {
	h := historyOf(tx, cluster)
	h.Events = append(h.Events, event{At: now, Text: "The cluster and its data were removed."})
	return keep(tx, historyKind, message.Text(cluster, "account_id"), message.Text(cluster, "id"), h)
}

// at returns how the cluster was at a time; false for a time before its history.
func (h history) at(t time.Time) (event, bool) {
	for _, e := range slices.Backward(h.Events) {
		if !e.At.After(t) {
			return e, true
		}
	}
	return event{}, false
}

// serves says whether a cluster in this phase has running nodes.
func (e event) serves() bool {
	switch e.Phase {
	case phaseHealthy, phaseUpdating, phaseScaling, phaseUpgrading, phaseNotReady:
		return true
	}
	return false
}

// charged says whether a cluster in this phase is paid for.
func (e event) charged() bool { return e.Phase != "" && e.Phase != phaseSuspended }

// stretch is a time during which a cluster was paid for and did not change.
type stretch struct {
	event

	from, to time.Time
}

// stretches returns when the cluster was paid for within a period, split where a calendar month begins.
func (h history) stretches(from, to time.Time) []stretch {
	var all []stretch
	for i, e := range h.Events {
		end := to
		if i+1 < len(h.Events) {
			end = h.Events[i+1].At
		}
		begin := later(e.At, from)
		if end.After(to) {
			end = to
		}
		for e.charged() && begin.Before(end) {
			until := monthAfter(begin)
			if until.After(end) {
				until = end
			}
			all = joined(all, stretch{e, begin, until})
			begin = until
		}
	}
	return all
}

// joined adds a stretch, and makes it one with the last where only the phase has changed.
func joined(all []stretch, next stretch) []stretch {
	if n := len(all); n > 0 {
		last := &all[n-1]
		same := last.Package == next.Package && last.Nodes == next.Nodes && last.Disk == next.Disk && last.Tier == next.Tier
		if same && last.to.Equal(next.from) && last.from.UTC().Month() == next.from.UTC().Month() {
			last.to = next.to
			return all
		}
	}
	return append(all, next)
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// monthOf is when the calendar month of a time began, in UTC.
func monthOf(t time.Time) time.Time {
	return time.Date(t.UTC().Year(), t.UTC().Month(), 1, 0, 0, 0, 0, time.UTC)
}

// monthAfter is when the next calendar month begins.
func monthAfter(t time.Time) time.Time { return monthOf(t).AddDate(0, 1, 0) }
