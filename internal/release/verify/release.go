package verify

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"time"

	"google.golang.org/protobuf/reflect/protoregistry"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/redact"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/attest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
)

// Package is a version of an SDK that a feed is said to serve.
type Package struct {
	Language lang.ID
	Name     string      // Name is that of the Go module, of the distribution or of the npm package.
	Version  string      // Version is in the dialect of the feed; that of a Go module has its leading v.
	Files    []feed.File // Files are the planned ones, each with its size and SHA-256.

	Feed Fetcher // Feed is where the bytes are fetched to be compared.
	// URL is where clients of the feed go: a module proxy, an index as in PEP 503, an npm registry. It has no user and no
	// password.
	URL string

	// Attested compares what is served with the attestations, and returns which files have one; nil for a release that is unsigned.
	Attested func(ctx context.Context, served map[string]attest.Digests) (signed []string, err error)

	Credentials feed.Credentials // Credentials are for reading; nil is nobody's.
}

// Fetcher is the part of a feed from which files come as they are served. [feed.Feed] is one.
type Fetcher interface {
	Fetch(ctx context.Context, pkg, version, file string, to io.Writer) error
}

// Verifier verifies what feeds serve. [Verifier.Verify] may be called from several goroutines.
type Verifier struct {
	Root     string               // Root is the checkout: the versions of what a user has beside the SDK are pinned there.
	API      *protoregistry.Files // API are the descriptors that the programs of the READMEs find served.
	Endpoint string               // Endpoint is the one in those programs, as host:port.
	Env      []string             // Env has the PATH of the pinned tools; it is added to the caller's environment.

	Scratch string // Scratch is where temporary folders are made; empty is where the system has them.

	// Waits are those before an install is tried again that did not find the version: a feed that has it may take a while to
	// say so everywhere. Where it is nil they add up to a minute.
	Waits []time.Duration
}

// Report is what was seen of a package that is good. It is an error that tells of one that is not.
type Report struct {
	Language lang.ID  `json:"language"`
	Package  string   `json:"package"`
	Version  string   `json:"version"`          // Version is what the installed package says of itself.
	Source   string   `json:"source"`           // Source is where the client says that it took the package from.
	Compared int      `json:"compared"`         // Compared is the number of files that the feed serves with the planned bytes.
	Signed   []string `json:"signed,omitempty"` // Signed are the files whose attestation was verified; none of a release that is unsigned.
	Modules  int      `json:"modules"`          // Modules is the number of modules or packages that were imported.

	Checks   []string `json:"checks"`   // Checks are the type checks that were passed.
	Programs int      `json:"programs"` // Programs is the number of programs of the README that were run.
	Steps    []Timing `json:"steps"`
}

// Timing is how long a step took.
type Timing struct {
	Step         string `json:"step"`
	Milliseconds int64  `json:"milliseconds"`
}

// Error is a package that could not be verified.
type Error struct {
	Language lang.ID
	Step     string
	What     string // What is what went wrong, on one line.
	Advice   string // Advice is what to do.
	Err      error  // Err is the cause; a *run.Error among its causes has all that a tool said.
}

func (e *Error) Error() string {
	return fmt.Sprintf("%s, step %s: %s; %s", e.Language, e.Step, e.What, e.Advice)
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// Language is how users of a language take a package.
type Language struct {
	Checks []string         // Checks are the type checks of [Taker.Program], for the report.
	Late   *regexp.Regexp   // Late is what the client prints about a version that it does not find.
	Take   func(User) Taker // Take begins an environment with nothing in it.
}

// Languages has the users of each language.
var Languages = lang.Table[Language]{
	lang.Go:         {[]string{"go build"}, goLate, takeGo},
	lang.Python:     {[]string{"mypy --strict"}, pythonLate, takePython},
	lang.TypeScript: {[]string{"tsc nodenext", "tsc bundler"}, tsLate, takeTS},
}

// Taker takes a package from its feed into an environment with nothing else in it. The methods are called in this order,
// Install as often as it is late.
type Taker interface {
	// Install returns where the client says that it took the package from.
	Install(ctx context.Context, again bool) (source string, err error)
	// Imports loads every module of the package.
	Imports(ctx context.Context) (Found, error)
	// Program writes the program of a README, checks its types and compiles it.
	Program(ctx context.Context, text string) (*Consumer, error)
}

// Found is what an installed package says of itself.
type Found struct {
	Version string `json:"version"`
	Modules int    `json:"modules"`
	Readme  string `json:"readme"`
}

// User is somebody with nothing but the tools, who is to take the package.
type User struct {
	Package

	root    string
	env     []string
	dir     string // dir is theirs alone.
	login   feed.Login
	digests map[string]digests // digests are of the bytes that the feed serves, by file.
}

// visit is a verification under way.
type visit struct {
	User

	verifier *Verifier
	language Language
	taker    Taker
	report   *Report
	found    Found
	consumer *Consumer
	api      *standIn
}

const (
	look  = "see whether the feed can be reached from here and what it serves, and run the same command again"
	burnt = "it is not latest and has no git tag: fix what is wrong and release the next version"

	unattested = "nobody should use the package before it is known who made it"
)

// step is a part of a verification.
type step struct {
	name   string
	run    func(*visit, context.Context) error
	advice string
}

// steps are those of a verification, in their order.
var steps = []step{
	{"bytes", (*visit).compare, look},
	{"attestation", (*visit).attested, unattested},
	{"install", (*visit).install, look},
	{"import", (*visit).imports, burnt},
	{"types", (*visit).check, burnt},
	{"readme", (*visit).example, burnt},
}

// limit is for all of a verification, so that a feed that never ends an answer does not hold the release for ever.
const limit = 15 * time.Minute

// Verify takes the package from its feed as a user would, into an environment of its own: compares the bytes, installs,
// imports every module, checks the types of the README's program and runs it against the API. A package of this name in any
// other place is never taken. An error is an *[Error].
func (v Verifier) Verify(ctx context.Context, p Package) (*Report, error) { return v.do(ctx, p, steps) }

// do does some steps, from the first one on.
func (v Verifier) do(ctx context.Context, p Package, steps []step) (*Report, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, limit, fmt.Errorf("not done after %v", limit))
	defer cancel()
	w, err := v.visit(ctx, p)
	if err != nil {
		return nil, &Error{Language: p.Language, Step: "start", What: brief(err, nil), Advice: "fix it and run the same command again", Err: err}
	}
	defer w.end()
	for _, step := range steps {
		start := time.Now()
		if err := step.run(w, ctx); err != nil {
			secrets := w.secrets()
			return nil, &Error{
				Language: p.Language, Step: step.name, What: brief(err, secrets), Advice: step.advice, Err: secrets.Error(err),
			}
		}
		w.report.Steps = append(w.report.Steps, Timing{step.name, time.Since(start).Milliseconds()})
	}
	return w.report, nil
}

func (v Verifier) visit(ctx context.Context, p Package) (*visit, error) {
	language, err := Languages.Of("verify", p.Language)
	if err != nil {
		return nil, err
	}
	var login feed.Login
	if p.Credentials != nil {
		if login, err = p.Credentials(ctx); err != nil {
			return nil, err
		}
	}
	dir, err := file.TempDir(v.Scratch, "verify-"+string(p.Language))
	if err != nil {
		return nil, err
	}
	api, err := startStandIn(v.API, v.Endpoint, dir, map[string]apiserver.Answer{listClusters: apiserver.JSON(answer)})
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	u := User{Package: p, root: v.Root, env: v.Env, dir: dir, login: login}
	return &visit{User: u, verifier: &v, language: language, api: api, report: &Report{
		Language: p.Language, Package: p.Name, Checks: language.Checks,
	}}, nil
}

func (w *visit) end() {
	w.api.close()
	os.RemoveAll(w.dir) //nolint:errcheck // What is left over is a temporary file.
}

func (w *visit) secrets() *redact.Secrets {
	secrets := &redact.Secrets{}
	secrets.AddLogin(w.login.User, w.login.Secret)
	return secrets
}

// cache is a folder that stays, for what the SDK depends on. The SDK itself is never in it.
func (u User) cache() string { return filepath.Join(u.root, toolchain.CacheDir, "verify") }

func (w *visit) compare(ctx context.Context) (err error) {
	err = w.patiently(ctx, func(bool) error {
		w.digests, err = compare(ctx, w.Package)
		return err
	})
	w.report.Compared = len(w.digests)
	return err
}

func (w *visit) attested(ctx context.Context) (err error) {
	if w.Attested == nil {
		return nil
	}
	served := map[string]attest.Digests{}
	for name, d := range w.digests {
		served[name] = d.attested
	}
	w.report.Signed, err = w.Attested(ctx, served)
	return err
}

func (w *visit) install(ctx context.Context) error {
	w.taker = w.language.Take(w.User)
	return w.patiently(ctx, func(again bool) (err error) {
		w.report.Source, err = w.taker.Install(ctx, again)
		return err
	})
}

func (w *visit) imports(ctx context.Context) (err error) {
	if w.found, err = w.taker.Imports(ctx); err != nil {
		return err
	}
	if w.found.Version != w.Version {
		return fmt.Errorf("%s is installed instead of %s", w.found.Version, w.Version)
	}
	if w.found.Modules == 0 {
		return fmt.Errorf("%s has nothing to import", w.Name)
	}
	w.report.Version, w.report.Modules = w.found.Version, w.found.Modules
	return nil
}

func (w *visit) check(ctx context.Context) error {
	text, err := program(w.found.Readme, w.Language.Language().Blocks[0])
	if err != nil {
		return err
	}
	if text, err = w.api.program(text); err != nil {
		return err
	}
	w.consumer, err = w.taker.Program(ctx, text)
	return err
}

func (w *visit) example(ctx context.Context) error {
	w.report.Programs = 1
	return w.api.run(ctx, w.consumer)
}
