package version

import (
	"fmt"
	"path"
	"strings"
	"time"

	"golang.org/x/mod/module"
)

// Go is the version as Go has it, with a v. A preview is not tagged: Go users get it by its [Version.GoPseudo].
func (v Version) Go() string {
	if v.IsZero() {
		return ""
	}
	return "v" + v.String()
}

// GoTag is the git tag of the module in a folder of the repository, "" for its root. The folder has no /vN, which is in
// the module's path only.
func (v Version) GoTag(folder string) string {
	if v.IsZero() {
		return ""
	}
	return path.Join(folder, v.Go())
}

// ParseGoTag reads a tag of the module in a folder. Pseudo-versions and tags of other modules are no versions of ours.
func ParseGoTag(folder, tag string) (Version, error) {
	name := tag
	if folder = path.Clean(folder); folder != "." {
		in, ok := strings.CutPrefix(tag, folder+"/")
		if !ok {
			return Version{}, fmt.Errorf("%s is no tag of the module in %s: want one such as %s/v1.2.3", quote(tag), folder, folder)
		}
		name = in
	}
	text, ok := strings.CutPrefix(name, "v")
	if !ok {
		return Version{}, fmt.Errorf("%s is no tag of a version: write it with a v, as in %s", quote(tag), path.Join(folder, "v1.2.3"))
	}
	return Parse(text)
}

// majorSuffix is how the path of a module at a major version ends.
func majorSuffix(major uint64) string {
	if major < 2 {
		return ""
	}
	return fmt.Sprintf("/v%d", major)
}

// GoPseudo is the version by which Go fetches the untagged commit that v is built of. Older is the last tagged version
// that the commit descends from, or none; Go counts only one whose module has the same path. Time is that of the commit, and
// the commit its hash, of at least 12 digits.
//
// It lies after older and before whatever is tagged later, as a preview does in the other feeds. Pseudo-versions with the
// same older are ordered by time, not by pull request.
func (v Version) GoPseudo(older Version, at time.Time, commit string) (string, error) {
	switch {
	case v.IsZero():
		return "", fmt.Errorf("a pseudo-version needs the version that it leads up to, as in 1.2.3")
	case len(commit) < mostCommit || checkPreview(1, 0, commit) != nil:
		return "", fmt.Errorf("%s is no commit: write its whole hash, or the first %d digits of it at least", quote(commit), mostCommit)
	case !strings.HasPrefix(commit, v.commit[:min(len(v.commit), mostCommit)]):
		return "", fmt.Errorf("%s is not built of the commit %s", v, commit)
	case older.stage == Preview:
		return "", fmt.Errorf("%s is a preview, which has no tag: count from the last version that has one", older)
	case older.Compare(v.Core()) >= 0:
		return "", fmt.Errorf("%s leads up to nothing newer than %s, the last version that has a tag: raise it", v, older)
	case at.Year() < 1970 || at.UTC().Year() > 9999:
		return "", fmt.Errorf("the commit %s has no usable time: %s", commit, at)
	}
	base, major := "", ""
	if majorSuffix(older.major) == majorSuffix(v.major) {
		base = older.Go()
	}
	if suffix := majorSuffix(v.major); suffix != "" {
		major = suffix[1:]
	}
	return module.PseudoVersion(major, base, at, commit[:mostCommit]), nil
}
