//go:build mage

package main

import (
	"context"
	"errors"
	"os"
	"time"

	"github.com/magefile/mage/mg"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/redact"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/local"
)

// Make a release of HEAD: plan, pack, publish, verify and tag
//
// The version follows from what has changed since the last release. Once all packages were installed from their feeds and work, they
// become latest and the commit gets its tags. A release that was stopped at any point is finished by the same call; a finished one
// is left alone. The exit code is 1 if it may not begin, 3 if a feed holds other bytes under the version, and 4 if a part is done:
// run it again.
func Release(ctx context.Context,
	local *bool, // use feeds on this machine in place of those of sdk.yaml
	pre *string, // make a release candidate, rc (or beta, alpha): latest stays; or a preview of a pull request, pr.123: no tags either
	line *string, // release a version of a line such as 0.174 (the default is that of a branch such as release/0.174)
	uncut *bool, // release although CHANGELOG.md has no section for the version
	format *string, // text (the default), json or markdown
) error {
	r := desk(format)
	return r.do(ctx, func(ctx context.Context) error { return r.Release(ctx, allowing(uncut, line, options(local, pre))) })
}

// Show what a release will do, and write the plan and the packages to dist
func Plan(ctx context.Context,
	local *bool, // use feeds on this machine in place of those of sdk.yaml
	pre *string, // plan a release candidate, rc (or beta, alpha), or a preview of a pull request, pr.123
	line *string, // plan a version of a line such as 0.174 (the default is that of a branch such as release/0.174)
	uncut *bool, // plan although CHANGELOG.md has no section for the version
	format *string, // text (the default), json, or matrix: one line of JSON with the languages, for the jobs of a workflow
) error {
	r := desk(format)
	return r.do(ctx, func(ctx context.Context) error { return r.ShowPlan(ctx, allowing(uncut, line, options(local, pre))) })
}

// Make the packages of the SDKs and the programs in dist, each with SBOM and provenance, and SHA256SUMS
//
// The packages are a Go module, a wheel, an sdist and an npm tarball; the programs are those of sdk.yaml, which -local and a preview leave
// out.
//
// If dist/plan.json is of this commit, the packages must have the bytes of the plan. Packing on another machine checks that.
func Pack(ctx context.Context,
	only *string, // some of go,python,ts,programs (the default is all)
	local *bool, // use feeds on this machine in place of those of sdk.yaml
	pre *string, // pack a release candidate, rc, or a preview of a pull request, pr.123 (the default is what the plan of this commit is)
	line *string, // pack a version of a line such as 0.174 (the default is that of a branch such as release/0.174)
) error {
	r := desk(nil)
	return r.do(ctx, func(ctx context.Context) error {
		return r.ShowPack(ctx, allowing(nil, line, options(local, pre)), split(only))
	})
}

// Sign the packages of dist/plan.json with the identity of the workflow that runs, into dist/attestations
//
// It runs in a job of GitHub with the permission id-token: write. A plan that was made elsewhere is not to be signed.
func Attest(ctx context.Context) error {
	r := desk(nil)
	return r.do(ctx, r.ShowAttest)
}

// Do what is missing of dist/plan.json: upload, verify, move latest, push the tags
//
// What other machines have verified of this plan, as their files in dist/verified show, is not verified again.
func Publish(ctx context.Context,
	until *string, // stop after a step; upload lets other machines run mage verify
	local *bool, // use feeds on this machine in place of those of sdk.yaml
	format *string, // text (the default), json or markdown
) error {
	r := desk(format)
	return r.do(ctx, func(ctx context.Context) error { return r.PublishPlan(ctx, options(local, nil), value(until)) })
}

// Show what the feeds and the git remote hold of dist/plan.json
//
// The exit code is 1 if something is missing.
func Status(ctx context.Context,
	local *bool, // use feeds on this machine in place of those of sdk.yaml
	format *string, // text (the default) or json
) error {
	r := desk(format)
	return r.do(ctx, func(ctx context.Context) error { return r.ShowStatus(ctx, options(local, nil)) })
}

// Install what dist/plan.json has published from the feeds and use it, whatever was verified before
func Verify(ctx context.Context,
	local *bool, // use feeds on this machine in place of those of sdk.yaml
	only *string, // some of go,python,ts,programs (the default is all)
	format *string, // text (the default) or json
) error {
	r := desk(format)
	return r.do(ctx, func(ctx context.Context) error { return r.ShowVerify(ctx, options(local, nil), split(only)) })
}

// Take a version that was released from another tree as the base of the first release
//
// It writes its contract into the folder lineage, which has to be committed. Without options it takes the highest tag vX.Y.Z of the remote that is not of
// this tree.
func Adopt(ctx context.Context,
	version *string, // the version, such as 0.173.0 (the default is the highest one)
	from *string, // an image, a folder, a package file, a remote with a ref (URL#v0.173.0), or npm, python or go for the package in the feed
	local *bool, // use feeds on this machine in place of those of sdk.yaml
) error {
	r := desk(nil)
	return r.do(ctx, func(ctx context.Context) error {
		return r.ShowAdopt(ctx, options(local, nil), value(version), value(from))
	})
}

// Warn users of a version in every feed that can do so, and retract it for Go
//
// Another reason replaces the one before. If the version is the latest on npm, the command that moves latest back is printed.
func Deprecate(ctx context.Context, version string,
	reason *string, // one line for users, required: -reason="loses data: use 0.4.2"
	undo *bool, // take the warning back
	dry *bool, // print what would be done, and do nothing
	local *bool, // use feeds on this machine in place of those of sdk.yaml
) error {
	if (value(reason) == "") != value(undo) {
		return mg.Fatal(int(exit.Usage), `-reason is missing: one line for users, such as -reason="loses data: use 0.4.2"; or -undo alone takes a warning back`)
	}
	r := desk(nil)
	asked := release.Deprecation{Version: version, Reason: value(reason), Undo: value(undo), Dry: value(dry)}
	return r.do(ctx, func(ctx context.Context) error { return r.ShowDeprecate(ctx, options(local, nil), asked) })
}

// Point latest at a version that is released, such as back at the last good one, on npm and on GitHub
//
// It prints what moves first. The next release moves latest forward again.
func Latest(ctx context.Context, version string,
	dry *bool, // print what would move, and move nothing
	local *bool, // use feeds on this machine in place of those of sdk.yaml
) error {
	r := desk(nil)
	return r.do(ctx, func(ctx context.Context) error { return r.ShowLatest(ctx, options(local, nil), version, value(dry)) })
}

// Remove the dist-tag of a pull request, such as pr.123, once that is closed; the versions of its previews stay
func Retire(ctx context.Context, pre string,
	local *bool, // use feeds on this machine in place of those of sdk.yaml
) error {
	r := desk(nil)
	return r.do(ctx, func(ctx context.Context) error { return r.ShowRetire(ctx, options(local, &pre)) })
}

// Serve the local feeds for npm, pip, uv and go until Ctrl-C
func Feeds(ctx context.Context,
	background *bool, // return at once; the feeds end after an hour without requests
	stop *bool, // end the feeds that run in the background
	idle *time.Duration, // end after so long without requests, such as 10m
) error {
	c := local.Target{Dir: release.FeedsDir(root()), Out: os.Stdout, Idle: value(idle), Stop: value(stop)}
	if value(background) {
		c.Background = serveFeeds(or(idle, local.DefaultIdle))
	}
	return c.Run(ctx)
}

// serveFeeds returns the command that serves the feeds: this program with its target.
func serveFeeds(idle time.Duration) []string {
	feeds := []string{"feeds", "-idle=" + idle.String()}
	self, err := os.Executable()
	if err != nil {
		return append([]string{"go", "tool", "mage"}, feeds...)
	}
	return append([]string{self}, feeds...)
}

func options(local *bool, pre *string) release.Options {
	return release.Options{Local: value(local), Pre: value(pre)}
}

// allowing returns options that allow a changelog without a section for the version, for a line.
func allowing(uncut *bool, line *string, o release.Options) release.Options {
	o.AllowUncut, o.Line = value(uncut), value(line)
	return o
}

// releaseDesk makes releases: a release.Command whose errors get their exit codes.
type releaseDesk struct {
	release.Command

	out *redact.Writer
}

// desk makes a releaseDesk. If a program reads the output, progress is printed on standard error.
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
			ServeFeeds: serveFeeds(local.DefaultIdle),
		},
		Out: out, Format: value(format),
	}, out}
}

// do runs a command, one at a time in this checkout.
func (r *releaseDesk) do(ctx context.Context, command func(context.Context) error) error {
	err := r.Alone(ctx, func() error { return command(ctx) })
	return fail(r.Secrets.Error(errors.Join(err, r.out.Close())))
}
