//go:build mage

package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/magefile/mage/mg"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/redact"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/buf"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/local"
)

// Plan, pack, publish, verify and tag what HEAD is (-local -pre=pr.123 -format=json or markdown)
//
// The version follows from what has changed since the last release. Packages become latest, and the commit gets its tags, once all
// of them were installed from their feeds and work. A release that was stopped at any point is finished by the same call, and one
// that is finished is left alone. -local has feeds on this machine take the place of those of sdk.yaml. -pre=pr.123 makes a preview
// of a pull request: no tags, and latest stays. The exit code is 1 where it may not begin, 3 where a feed holds other bytes under the
// version, and 4 where a part is done: run it again.
func Release(ctx context.Context, local *bool, pre, format *string) error {
	r := desk(format)
	return r.do(ctx, func(ctx context.Context) error { return r.Release(ctx, options(local, pre)) })
}

// Show what a release will do, and write it to dist/plan.json with what it packs (-local -pre=pr.123 -format=json or matrix)
//
// matrix is one line of JSON from which a workflow makes a job for each language.
func Plan(ctx context.Context, local *bool, pre, format *string) error {
	r := desk(format)
	return r.do(ctx, func(ctx context.Context) error { return r.ShowPlan(ctx, options(local, pre)) })
}

// Make packages of gen/ in dist/: Go module, wheel, sdist, npm tarball, each with SBOM and provenance, and SHA256SUMS (-only=go,python,ts -local -pre=pr.123)
//
// Where dist/plan.json is of this commit, the bytes have to be those of the plan: packing on another machine proves it.
func Pack(ctx context.Context, only *string, local *bool, pre *string) error {
	r := desk(nil)
	return r.do(ctx, func(ctx context.Context) error { return r.ShowPack(ctx, options(local, pre), split(only)) })
}

// Do what is missing of dist/plan.json: upload, verify, move latest, push the tags (-until=upload -local -format=json or markdown)
//
// -until=upload stops when the files are in the feeds, so that they can be verified by mage verify on other machines; what lies
// in dist/verified of this plan is not verified again.
func Publish(ctx context.Context, until *string, local *bool, format *string) error {
	r := desk(format)
	return r.do(ctx, func(ctx context.Context) error { return r.PublishPlan(ctx, options(local, nil), value(until)) })
}

// Show what the world holds of dist/plan.json; the exit code is 1 where something is missing (-local -format=json)
func Status(ctx context.Context, local *bool, format *string) error {
	r := desk(format)
	return r.do(ctx, func(ctx context.Context) error { return r.ShowStatus(ctx, options(local, nil)) })
}

// Install what dist/plan.json has published from its feeds and use it, whatever was verified before (-local -only=go,python,ts)
func Verify(ctx context.Context, local *bool, only, format *string) error {
	r := desk(format)
	return r.do(ctx, func(ctx context.Context) error { return r.ShowVerify(ctx, options(local, nil), split(only)) })
}

// Warn users of a version in every feed that can, and retract it for Go: mage deprecate 0.4.1 -reason="..." (-local)
func Deprecate(ctx context.Context, version string, reason *string, local *bool) error {
	if value(reason) == "" {
		return mg.Fatal(exitUsage, `-reason is missing: one line for users, such as -reason="loses data: use 0.4.2"`)
	}
	r := desk(nil)
	return r.do(ctx, func(ctx context.Context) error { return r.ShowDeprecate(ctx, options(local, nil), version, *reason) })
}

// Serve the local feeds for npm, pip, uv and go until Ctrl-C (-background: return at once, and end when idle for an hour; -stop; -idle=10m)
func Feeds(ctx context.Context, background, stop *bool, idle *time.Duration) error {
	dir := release.FeedsDir(root())
	switch {
	case stop != nil && *stop:
		ran, err := local.Stop(ctx, dir)
		if err == nil {
			fmt.Println(map[bool]string{true: "The local feeds have ended.", false: "No local feeds were served."}[ran])
		}
		return err
	case background != nil && *background:
		served, err := local.Ensure(ctx, dir, serveFeeds(idle))
		if err == nil {
			fmt.Print(served.Usage(dir))
		}
		return err
	default:
		o := local.Options{Dir: dir, Port: local.DefaultPort}
		if idle != nil {
			o.Idle = *idle
		}
		return local.Serve(ctx, o, os.Stdout)
	}
}

// serveFeeds is this program with the target that serves.
func serveFeeds(idle *time.Duration) []string {
	after := local.DefaultIdle
	if idle != nil {
		after = *idle
	}
	command := []string{"feeds", "-idle=" + after.String()}
	self, err := os.Executable()
	if err != nil {
		return append([]string{"go", "tool", "mage"}, command...)
	}
	return append([]string{self}, command...)
}

func options(local *bool, pre *string) release.Options {
	return release.Options{Local: local != nil && *local, Preview: value(pre)}
}

// releaseDesk is a release.Command whose errors get their exit codes.
type releaseDesk struct {
	release.Command

	out *redact.Writer
}

// desk is where releases are made. What a machine reads goes to standard output alone, so steps are told on the other.
func desk(format *string) *releaseDesk {
	steps := os.Stdout
	if value(format) != "" && value(format) != "text" {
		steps = os.Stderr
	}
	report, secrets := progress.New(steps), &redact.Secrets{}
	out := secrets.Writer(os.Stdout)
	return &releaseDesk{release.Command{
		Checkout: release.Checkout{
			Root: root(), Tools: toolchain.New(root(), report), Progress: report, Getenv: os.Getenv, Secrets: secrets,
			ServeFeeds: serveFeeds(nil),
		},
		Out: out, Format: value(format),
	}, out}
}

// do has a command end well where it is told to by SIGTERM, as mage does for Ctrl-C, and one after the other in this checkout.
func (r *releaseDesk) do(ctx context.Context, command func(context.Context) error) error {
	ctx, stop := signal.NotifyContext(ctx, syscall.SIGTERM)
	defer stop()
	err := r.Alone(ctx, func() error { return command(ctx) })
	return r.answer(errors.Join(err, r.out.Close()))
}

func (r *releaseDesk) answer(err error) error {
	if err == nil {
		return nil
	}
	var findings *buf.Findings
	if errors.As(err, &findings) {
		return fail(err)
	}
	return mg.Fatal(release.ExitCode(err), r.Secrets.Error(err))
}
