package release

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/plan"
)

// request is a call of a mage target.
type request struct {
	Options
	section

	pre       prerelease // pre is the parsed form of Options.Pre.
	languages []lang.ID  // languages are those that are packed or verified; empty is all.
	packs     bool       // packs makes packages alone, which have to be those of a plan of this commit where there is one.
	looks     bool       // looks reads the state of the targets, without the lock and without writing the ledger.
}

// do runs the steps of a request in their order until one fails. It returns the steps that it reached.
func (c *Checkout) do(ctx context.Context, asked request) (*values, []Step, error) {
	v := new(values)
	var err error
	if asked.pre, err = parsePre(asked.Pre); err != nil {
		return v, nil, err
	}
	all := c.steps(asked, v)
	from, to := find(all, asked.From), find(all, asked.To)
	if err := c.prepare(ctx, asked, v, from > find(all, "plan")); err != nil {
		return v, nil, err
	}
	var done []Step
	for _, s := range all[from : to+1] {
		if s.skip != nil && s.skip() != "" {
			done = append(done, Step{Name: s.name, Skip: s.skip()})
			continue
		}
		start := time.Now()
		err := c.show(ctx, s)
		done = append(done, Step{Name: s.name, Took: time.Since(start)})
		if err != nil {
			return v, done, err
		}
	}
	return v, done, nil
}

func find(all []step, name string) int {
	return slices.IndexFunc(all, func(s step) bool { return s.name == name })
}

// show runs a step, with a line of progress if the step has a result to show.
func (c *Checkout) show(ctx context.Context, s step) error {
	if s.result == nil {
		return s.run(ctx)
	}
	line := c.Progress.Start(s.name)
	if err := s.run(ctx); err != nil {
		line.Fail()
		return err
	}
	line.Done(s.result())
	return nil
}

// prepare checks the options and reads sdk.yaml. If planned is true, it also reads dist/plan.json and connects to the feeds.
func (c *Checkout) prepare(ctx context.Context, asked request, v *values, planned bool) (err error) {
	if v.settings, err = config.Load(c.Root); err != nil {
		return err
	}
	if asked.pre.isPreview() {
		v.settings = v.settings.ForPreviews()
	}
	if !planned {
		return nil
	}
	if v.plan, err = plan.Read(c.Root); err != nil {
		return exit.With(exit.Usage, err)
	}
	if v.plan.Preview {
		v.settings = v.settings.ForPreviews()
	}
	if v.feeds, err = c.destination(ctx, v.settings, asked.Options, v.plan.Commit); err != nil {
		return err
	}
	return v.feeds.matches(v.plan)
}

// until shortens a section so that it ends after the named step, which has to be one of those from look to announce.
func (c *Checkout) until(r section, name string) (section, error) {
	if name == "" {
		return r, nil
	}
	all := c.steps(request{}, new(values))
	var names []string
	for _, s := range all[find(all, "look") : find(all, "announce")+1] {
		names = append(names, s.name)
	}
	if !slices.Contains(names, name) {
		return r, exit.Usagef("-until=%s: choose one of %s", name, strings.Join(names, ", "))
	}
	r.To = name
	return r, nil
}

// nothingToRelease returns err as a *NothingError, or nil if it is another error.
func nothingToRelease(err error) *NothingError {
	var nothing *NothingError
	errors.As(err, &nothing)
	return nothing
}
