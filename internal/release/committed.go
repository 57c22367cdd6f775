package release

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/publish"
)

// mostPackage limits the files of a language in a commit, in bytes.
const mostPackage = 256 << 20

// committed holds the files that a language is packed from to the commit that the plan names: everybody has to get the same bytes from
// that commit. The status of git is not enough, because a person's ignore rules, and marks in the index, hide files from it.
//
// In a work tree with other changes, of which no release is made, files may differ, and with trial they may be missing as well.
func (c *Checkout) committed(ctx context.Context, at commit, trial bool, folder string, members, beside []archive.Member) error {
	if at.dirty && trial {
		return nil
	}
	objects, err := git.OpenObjects(ctx, c.Root)
	if err != nil {
		return err
	}
	defer objects.Close()
	known := map[string][]byte{}
	inFolder, err := objects.Files(at.hash, folder, func(string, bool) bool { return true }, mostPackage)
	if missing := (*git.MissingError)(nil); err != nil && !errors.As(err, &missing) {
		return err
	}
	for name, content := range inFolder {
		known[folder+"/"+name] = content
	}
	packed := map[string][]byte{}
	for _, m := range members {
		packed[folder+"/"+m.Name] = m.Content
	}
	for _, m := range beside {
		packed[m.Name] = m.Content
		object, err := objects.Get(git.At(at.hash, m.Name), mostPackage)
		if missing := (*git.MissingError)(nil); err != nil && !errors.As(err, &missing) {
			return err
		}
		if err == nil {
			known[m.Name] = object.Content
		}
	}
	return compared(at, known, packed)
}

// compared returns an error if what is packed is not what the commit has.
func compared(at commit, known, packed map[string][]byte) error {
	var fresh, changed, gone []string
	for _, name := range slices.Sorted(maps.Keys(packed)) {
		content, ok := known[name]
		switch {
		case !ok:
			fresh = append(fresh, name)
		case !at.dirty && !bytes.Equal(content, packed[name]):
			changed = append(changed, name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(known)) {
		if _, ok := packed[name]; !ok && !at.dirty {
			gone = append(gone, name)
		}
	}
	refuse := func(names []string, text string) error {
		return &publish.RefusedError{Err: fmt.Errorf("%s%s "+text, names[0], andMore(len(names)-1), at.hash)}
	}
	switch {
	case len(fresh) > 0:
		return refuse(fresh, "would be packed but is not in commit %.12s, and everything has to be committed: git add --force it and commit, or remove it")
	case len(changed) > 0:
		return refuse(changed, "differs from commit %.12s although git status does not show it: git update-index --really-refresh, and commit it or check it out")
	case len(gone) > 0:
		return refuse(gone, "is in commit %.12s but not in the work tree, although git status does not show that: check it out")
	}
	return nil
}
