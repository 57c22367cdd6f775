package release

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/httpfeed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/local"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/plan"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/publish"
)

// FeedsDir is the folder of the local feeds of a checkout.
func FeedsDir(root string) string { return filepath.Join(root, toolchain.CacheDir, "feeds") }

// localPrefix begins the names of the local feeds.
const localPrefix = "local-"

// isLocal reports whether a feed of a plan is a local one.
func isLocal(f plan.Feed) bool {
	address, err := url.Parse(f.URL)
	return err == nil && strings.HasPrefix(f.Name, localPrefix) && address.Hostname() == "127.0.0.1"
}

// localTags are the tags of local releases. The clone does not get them, because they are no releases of the project.
type localTags struct{ git.Remote }

func (localTags) Keep(context.Context, []string) error { return nil }

// localFeeds starts the local feeds of the checkout if they do not run, with a git remote beside them.
func (c *Checkout) localFeeds(ctx context.Context) (*destination, error) {
	dir := FeedsDir(c.Root)
	served, err := local.Ensure(ctx, dir, c.ServeFeeds)
	if err != nil {
		return nil, err
	}
	store, err := local.Open(dir)
	if err != nil {
		return nil, err
	}
	c.Secrets.Add(store.Token())
	remote, err := localRemote(ctx, dir)
	if err != nil {
		return nil, err
	}
	d := &destination{
		// What the project has released counts here too, as far as the clone knows: it takes no network to find out.
		local: true, history: []string{remote, c.Root}, tags: localTags{git.Remote{Repo: c.Root, Name: remote}}, served: served, store: store,
	}
	for l, w := range wirings.Ordered() {
		if w.local == nil {
			continue
		}
		name := localPrefix + w.ecosystem
		e, err := w.local(served, func(url string) httpfeed.Options {
			return httpfeed.Options{Name: name, URL: url, Credentials: func(context.Context) (feed.Login, error) {
				return feed.Login{Secret: store.Token()}, nil
			}}
		})
		if err != nil {
			return nil, err
		}
		e.Name, e.Language = name, l.ID
		d.endpoints = append(d.endpoints, e)
	}
	return d, nil
}

// localRemote creates the bare repository for the tags of local releases, and returns its path.
func localRemote(ctx context.Context, dir string) (string, error) {
	remote := filepath.Join(dir, "remote.git")
	// shallowUpdate lets shallow clones push. It is set last, so a repository that has it is complete.
	if settings, err := os.ReadFile(filepath.Join(remote, "config")); err == nil && strings.Contains(string(settings), "shallowUpdate") {
		return remote, nil
	}
	if _, err := git.Output(ctx, dir, "init", "--quiet", "--bare", remote); err != nil {
		return "", fmt.Errorf("the git remote of the local feeds cannot be created: %s", git.Reason(err))
	}
	// git push starts another git there, which reads the settings of the user.
	for _, setting := range [][2]string{{"core.hooksPath", os.DevNull}, {"transfer.fsckObjects", "false"}, {"receive.fsckObjects", "false"}, {"receive.shallowUpdate", "true"}} {
		if _, err := git.Output(ctx, remote, "config", setting[0], setting[1]); err != nil {
			return "", err
		}
	}
	return remote, nil
}

// Install has the shell commands that install the SDK of a language.
type Install struct {
	Language lang.ID  `json:"language"`
	Tool     string   `json:"tool"`
	Lines    []string `json:"lines"`
}

// install returns the commands that install what a plan has published. Those for the local feeds work in an empty folder; the others
// expect that the package managers are signed in (README.md).
func install(settings *config.Config, p *plan.Plan, at *destination) ([]Install, error) {
	if at.local {
		return installLocal(p, at)
	}
	var all []Install
	for _, w := range wirings.Ordered() {
		all = append(all, w.install(settings, p.Version))
	}
	return all, nil
}

func installLocal(p *plan.Plan, at *destination) ([]Install, error) {
	var all []Install
	for l, w := range wirings.Ordered() {
		for _, a := range p.Artifacts {
			if a.Language != l.ID {
				continue
			}
			commands, err := at.store.Install(at.served.URL, w.ecosystem, a.Package, a.Version)
			if err != nil {
				return nil, &publish.PartialError{Version: p.Version.NPM, Err: err}
			}
			all = append(all, Install{l.ID, commands[0].Tool, commands[0].Lines})
			break
		}
	}
	return all, nil
}
