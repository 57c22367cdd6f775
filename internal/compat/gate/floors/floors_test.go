package floors

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/judge"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/langtest"
)

func TestBounds(t *testing.T) {
	tests := []struct {
		read     func(string) bounds
		old, now string
		includes bool
	}{
		{pep440, ">=6.31.1,<8", ">=6.31.1,<8", true},
		{pep440, ">=6.31.1,<8", ">=6.30,<9", true},
		{pep440, ">=6.31.1,<8", ">=6.33.0,<8", false},
		{pep440, ">=6.31.1,<8", ">=6.31.1,<7", false},
		{pep440, ">=3.10", ">=3.9", true},
		{pep440, ">=3.9", ">=3.10", false},
		{pep440, "", ">=1", false},
		{pep440, ">=1", "", true},
		{pep440, "~=1.4.2", ">=1.4.2,<1.5", true},
		{pep440, ">=1.4.2,<1.5", "~=1.4.2", true},
		{pep440, "==1.0", ">=1", true},
		{pep440, ">=1", "==1.0", false},
		{pep440, "!=1", "!=1", true},
		{pep440, "!=1", ">=0", false},
		{pep440, ">=1rc1", ">=1", false},
		{npm, "^2.0.0", "^2.0.0", true},
		{npm, "^2.0.0", "^2.1.0", false},
		{npm, "^2.1.0", "^2.0.0", true},
		{npm, "^2.0.0", "^3.0.0", false},
		{npm, "^0.4.2", ">=0.4.2 <0.5", true},
		{npm, "^0.4.2", ">=0.4.2 <0.4.9", false},
		{npm, ">=20", ">=18", true},
		{npm, ">=20", ">=22", false},
		{npm, "~1.2.3", "^1.2.3", true},
		{npm, "^1.2.3", "~1.2.3", false},
		{npm, "1.2.3", "^1.0.0", true},
		{npm, "1 || 2", "1 || 2", true},
		{npm, "1 || 2", "^1.0.0", false},
	}
	for _, test := range tests {
		if got := test.read(test.now).includes(test.read(test.old)); got != test.includes {
			t.Errorf("%q includes %q: %t", test.now, test.old, got)
		}
	}
}

func TestCompare(t *testing.T) {
	before := map[string][]byte{
		"gen/go/go.mod":                 []byte("module example.com/sdk\n\ngo 1.24.0\n\nrequire google.golang.org/grpc v1.76.0\n"),
		"gen/python/pyproject.toml":     []byte("[project]\nrequires-python = \">=3.10\"\ndependencies = [\"grpcio>=1.76.0\", \"protobuf>=6.31.1,<8\"]\n"),
		"gen/ts/package.json":           []byte(`{"engines": {"node": ">=20"}, "dependencies": {"@bufbuild/protobuf": "^2.10.0"}, "peerDependencies": {"@connectrpc/connect": "^2.0.0"}}`),
		"tools/python/requirements.txt": []byte("grpcio-tools==1.76.0"),
	}
	after := map[string][]byte{
		"gen/go/go.mod":                 []byte("module example.com/sdk\n\ngo 1.25.0\n\nrequire google.golang.org/grpc v1.80.0\n"),
		"gen/python/pyproject.toml":     []byte("[project]\nrequires-python = \">=3.10\"\ndependencies = [\"protobuf>=7.35.1,<9\", \"numpy>=1\"]\n"),
		"gen/ts/package.json":           []byte(`{"engines": {"node": ">=22"}, "dependencies": {"@bufbuild/protobuf": "^2.11.0"}, "peerDependencies": {"@connectrpc/connect": "^2.0.0"}}`),
		"tools/python/requirements.txt": []byte("grpcio-tools==1.85.0"),
	}
	got, err := Compare(before, after)
	if err != nil {
		t.Fatal(err)
	}
	want := []judge.Requirement{
		{Surface: judge.Go, Name: "go", Before: "1.24.0", After: "1.25.0", File: "gen/go/go.mod"},
		{Surface: judge.Go, Name: "google.golang.org/grpc", Before: "v1.76.0", After: "v1.80.0", File: "gen/go/go.mod"},
		{Surface: judge.Python, Name: "numpy", After: ">=1", File: "gen/python/pyproject.toml"},
		{Surface: judge.Python, Name: "protobuf", Before: ">=6.31.1,<8", After: ">=7.35.1,<9", File: "gen/python/pyproject.toml", Narrowed: true},
		{Surface: judge.Python, Name: "grpcio", Before: ">=1.76.0", File: "gen/python/pyproject.toml"},
		{Surface: judge.TypeScript, Name: "@bufbuild/protobuf", Before: "^2.10.0", After: "^2.11.0", File: "gen/ts/package.json"},
		{Surface: judge.TypeScript, Name: "node", Before: ">=20", After: ">=22", File: "gen/ts/package.json", Narrowed: true},
		{Surface: judge.Python, Name: "generator", File: "tools/python/requirements.txt", Generator: true},
	}
	if len(got) != len(want) {
		t.Fatalf("got %d, want %d: %+v", len(got), len(want), got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("got  %+v\nwant %+v", got[i], want[i])
		}
	}
	if same, err := Compare(before, before); err != nil || len(same) != 0 {
		t.Errorf("got %v, %v", same, err)
	}
	if none, err := Compare(nil, after); err != nil || len(none) != 0 {
		t.Errorf("a base without SDKs: got %v, %v", none, err)
	}
}

func TestManifestsOfTheRepositoryCanBeRead(t *testing.T) {
	for _, sdk := range sdks {
		path := sdk.manifest
		content, err := os.ReadFile(filepath.Join("../../../..", path))
		if err != nil {
			t.Fatal(err)
		}
		all, err := sdk.read(content)
		if err != nil || len(all) < 3 {
			t.Errorf("%s: %v, %v", path, all, err)
		}
		for name, r := range all {
			if r.allow.other != "" {
				t.Errorf("%s: the range %q of %s is not understood", path, r.text, name)
			}
		}
		if _, err := sdk.read([]byte("module \"unclosed")); err == nil {
			t.Errorf("%s: garbage is read", path)
		}
	}
	for _, path := range Files() {
		if _, err := os.Stat(filepath.Join("../../../..", path)); err != nil {
			t.Error(err)
		}
	}
}

func TestEveryLanguageHasFloors(t *testing.T) { langtest.Complete(t, "sdks", sdks) }
