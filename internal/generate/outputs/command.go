package outputs

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
)

// Tools installs the program that talks to a bucket; *toolchain.Toolchain does.
type Tools interface {
	Ensure(ctx context.Context, sets ...toolchain.Set) error
	Tool(name string) string
}

// programs has the set with the program for the buckets of each scheme.
var programs = map[string]toolchain.Set{"file": toolchain.BucketFile, "gs": toolchain.BucketGS, "s3": toolchain.BucketS3}

// New returns the store of a checkout, which uses a bucket as the settings say. Its program is installed when it is needed.
func New(root string, tools Tools, settings Settings, warn func(string)) *Store {
	s := Open(filepath.Join(root, toolchain.CacheDir, Dir), DefaultMost, warn)
	var bucket *Bucket
	if scheme := settings.URL.Scheme(); settings.URL != "" {
		bucket = &Bucket{URL: settings.URL, Install: func(ctx context.Context) (string, error) {
			return tools.Tool("bucket-" + scheme), tools.Ensure(ctx, programs[scheme])
		}}
	}
	s.Share(bucket, settings.Mode)
	return s
}

// Load is [New] with the settings of the checkout, of the environment and of a flag.
func Load(root string, tools Tools, lookup func(string) (string, bool), flag string, warn func(string)) (*Store, error) {
	settings, err := load(root, lookup, flag)
	if err != nil {
		return nil, err
	}
	return New(root, tools, settings, warn), nil
}

func load(root string, lookup func(string) (string, bool), flag string) (Settings, error) {
	cfg, err := config.Load(root)
	if err != nil {
		return Settings{}, err
	}
	return SettingsOf(cfg.Cache, lookup, flag)
}

// Command is mage cache: it shows the stores, and prunes the one of this machine.
type Command struct {
	Root   string
	Tools  Tools
	Lookup func(string) (string, bool) // Lookup reads the environment.
	Prune  bool
	Age    time.Duration // Age is how long a pruned entry was not used; 0 is any time.
	Format string        // Format is text or json; empty is text.
	Out    io.Writer
}

// Run shows the stores.
func (c Command) Run(ctx context.Context) error {
	switch {
	case c.Format != "" && c.Format != "text" && c.Format != "json":
		return &toolchain.FormatError{Format: c.Format}
	case c.Age < 0 || c.Age > 0 && !c.Prune:
		return &SettingError{fmt.Sprintf("-age=%v: it is for -prune, and not negative", c.Age)}
	}
	settings, err := load(c.Root, c.Lookup, "")
	if err != nil {
		return err
	}
	s := New(c.Root, c.Tools, settings, func(string) {})
	var removed []Key
	if c.Prune {
		removed = s.Prune(c.Age)
	}
	state := s.State(ctx, settings)
	state.Removed = removed
	return state.Print(c.Out, c.Format == "json")
}

var _ exit.Coder = (*SettingError)(nil)
