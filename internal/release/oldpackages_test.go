package release

import (
	"strings"
	"testing"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/pack"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/plan"
)

// oldPackages are packages of a language as small as the feeds take them, with some content.
func oldPackages(t *testing.T, settings *config.Config, language lang.ID, v version.Version, content []archive.Member) []packed {
	t.Helper()
	pkg, text := settings.SDKs.Package(language), v.String()
	under := func(dir string, more ...archive.Member) []archive.Member {
		for _, m := range content {
			more = append(more, archive.Member{Name: dir + m.Name, Content: m.Content})
		}
		return archive.Sort(more)
	}
	one := func(file string, content []byte, err error) []packed {
		if err != nil {
			t.Fatal(err)
		}
		return []packed{{plan.Artifact{Language: language, Package: pkg, Version: v.In(language.Language().Dialect), File: file}, content}}
	}
	switch language {
	case lang.TypeScript:
		made, err := archive.Tarball(under("package/", archive.Member{Name: "package/package.json", Content: []byte(`{"name": "` + pkg + `", "version": "` + text + `"}`)}))
		return one(strings.ReplaceAll(strings.TrimPrefix(pkg, "@"), "/", "-")+"-"+text+".tgz", made, err)
	case lang.Python:
		name := strings.ReplaceAll(pkg, "-", "_") + "-" + v.Python()
		made, err := archive.Zip(under("",
			archive.Member{Name: name + ".dist-info/METADATA", Content: []byte("Metadata-Version: 2.4\nName: " + pkg + "\nVersion: " + v.Python() + "\n\nOld.\n")},
			archive.Member{Name: name + ".dist-info/WHEEL", Content: []byte("Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")},
			archive.Member{Name: name + ".dist-info/RECORD"},
		))
		return one(name+"-py3-none-any.whl", made, err)
	}
	module, err := pack.Go(pack.Options{GoVersion: v.Go(), Commit: strings.Repeat("a", 40), Time: time.Unix(1_700_000_000, 0)},
		under("", archive.Member{Name: "go.mod", Content: []byte("module " + pkg + "\n\ngo 1.24\n")}, archive.Member{Name: "old.go", Content: []byte("package old\n")}))
	if err != nil {
		t.Fatal(err)
	}
	var all []packed
	for _, m := range module {
		all = append(all, one(m.Name, m.Content, nil)...)
	}
	return all
}
