package bench

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
)

// The contenders take turns, in one direction and then the other; a round for the caches does not count.
func TestContest(t *testing.T) {
	var order []string
	counted := func(name string) *contender {
		c := &contender{name: name, args: []string{"true"}}
		c.before = func(context.Context) error { order = append(order, name); return nil }
		return c
	}
	a, b := counted("a"), counted("b")
	both := &contest{dir: t.TempDir(), contenders: []*contender{a, b}, warm: true}
	if err := both.run(t.Context(), 2); err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(order, " "); got != "a b b a a b" || len(a.times) != 2 || len(b.times) != 2 || a.times[0] <= 0 {
		t.Errorf("%s; %v %v", got, a.times, b.times)
	}
}

func TestExitCodes(t *testing.T) {
	c := &contender{args: []string{"sh", "-c", "exit 3"}}
	if err := c.run(t.Context(), t.TempDir(), true); run.ExitCode(err) != 3 || len(c.times) != 0 {
		t.Errorf("%v, %v", err, c.times)
	}
	c.exits = []int{3}
	if err := c.run(t.Context(), t.TempDir(), true); err != nil || len(c.times) != 1 {
		t.Errorf("%v, %v", err, c.times)
	}
	broken := errors.New("no edit")
	c.before = func(context.Context) error { return broken }
	if err := c.run(t.Context(), t.TempDir(), true); !errors.Is(err, broken) {
		t.Error(err)
	}
}
