package behaviour

import (
	"encoding/binary"
	"hash/fnv"
	"math"
	"time"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/message"
)

// load is how much of a resource a node uses at a time, as a share: a wave over the day, a little higher on some nodes than on
// others, and a little noise. It is the same whenever it is asked for.
func load(node, resource string, at time.Time) float64 {
	own := noise(node+resource, 0)
	day := float64(at.Unix()%86400) / 86400
	wave := math.Sin(2 * math.Pi * (day + own))
	low, high := shares(resource)
	share := low + (high-low)*(0.5+0.35*wave+0.1*(own-0.5)+0.05*(noise(node+resource, at.Unix()/60)-0.5))
	return min(max(share, low), high)
}

// shares are the least and the most that is used of a resource.
func shares(resource string) (low, high float64) {
	switch resource {
	case "cpu", "gpu":
		return 0.05, 0.6
	case "disk":
		return 0.3, 0.4
	case "ram_cache":
		return 0.2, 0.3
	case "ram_rss":
		return 0.25, 0.4
	case "ram_qdrant_rss":
		return 0.2, 0.35
	}
	return 0.5, 0.7 // ram, of all kinds together, and gpu_ram
}

// noise is a number from 0 to 1 that is made of a name and a number.
func noise(name string, n int64) float64 {
	h := fnv.New64a()
	h.Write([]byte(name))
	h.Write(binary.BigEndian.AppendUint64(nil, uint64(n))) //nolint:gosec // Any bits will do.
	sum := h.Sum64()
	sum ^= sum >> 33 // FNV leaves the high bits of similar names similar.
	sum *= 0xff51afd7ed558ccd
	sum ^= sum >> 33
	return float64(sum>>11) / (1 << 53)
}

// resources are those with metrics, and which of a node's resources is their total.
var resources = []struct{ name, of, unit string }{
	{"cpu", "cpu", "vCPU"}, {"ram", "ram", "GiB"}, {"ram_cache", "ram", "GiB"}, {"ram_rss", "ram", "GiB"},
	{"ram_qdrant_rss", "ram", "GiB"}, {"disk", "disk", "GiB"}, {"gpu", "gpu", "GPU"}, {"gpu_ram", "gpu_ram", "GiB"},
}

// total is how much of a resource each node of a cluster has, zero for none.
func total(cluster protoreflect.Message, of string) float64 {
	return decimal(cluster, "state.resources."+of+".base") + decimal(cluster, "state.resources."+of+".additional")
}

// mostPoints is how many values a series has at most.
const mostPoints = 120

// window is the period of a request, and the times in it that a series has values for.
type window struct{ since, until time.Time }

// windowOf reads the period of a request: until now, and an hour long, unless it says otherwise.
func windowOf(request protoreflect.Message, now time.Time, length time.Duration) window {
	w := window{moment(request, "since"), moment(request, "until")}
	if !message.Has(request, "until") {
		w.until = now
	}
	if !message.Has(request, "since") {
		w.since = w.until.Add(-length)
	}
	return w
}

// times returns the times of a series: whole minutes, not too many, and none that has not come yet.
func (w window) times(now time.Time) []time.Time {
	step := w.until.Sub(w.since) / mostPoints
	step = max(time.Minute, step.Truncate(time.Minute)+time.Minute)
	var all []time.Time
	for at := w.since.Truncate(time.Minute); !at.After(w.until) && !at.After(now); at = at.Add(step) {
		if !at.Before(w.since) {
			all = append(all, at)
		}
		if len(all) > mostPoints {
			break
		}
	}
	return all
}
