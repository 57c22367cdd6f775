package gate

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/judge"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
)

// An image that lacks only the declarations of options is read with those of the repository.
func TestImageWithoutImports(t *testing.T) {
	root := t.TempDir()
	if err := os.CopyFS(root, os.DirFS("testdata/repo")); err != nil {
		t.Fatal(err)
	}
	const common, shop = "qdrant/cloud/common/v1/common.proto", "proto/qdrant/cloud/shop/v1/shop.proto"
	content, err := os.ReadFile(filepath.Join(root, shop))
	if err != nil {
		t.Fatal(err)
	}
	// write compiles the contract with an edit and writes the image without some files.
	write := func(name, old, now string, without ...string) {
		t.Helper()
		edited := strings.Replace(string(content), old, now, 1)
		if err := os.WriteFile(filepath.Join(root, shop), []byte(edited), 0o600); err != nil {
			t.Fatal(err)
		}
		compiled, err := image.FromDir(t.Context(), filepath.Join(root, "proto"))
		if err != nil {
			t.Fatal(err)
		}
		encoded, err := compiled.Encode()
		if err != nil {
			t.Fatal(err)
		}
		var set descriptorpb.FileDescriptorSet
		if err := proto.Unmarshal(encoded, &set); err != nil {
			t.Fatal(err)
		}
		set.File = slices.DeleteFunc(set.GetFile(), func(f *descriptorpb.FileDescriptorProto) bool {
			return slices.Contains(without, f.GetName()) || strings.HasPrefix(f.GetName(), "buf/")
		})
		if encoded, err = proto.Marshal(&set); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(root, name), encoded, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(root, shop), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	const permission = `option (qdrant.cloud.common.v1.permissions) = "read:items";`
	write("old.binpb", "", "", common)
	write("new.binpb", permission, permission+strings.Replace(permission, "read", "write", 1), common)
	write("typed.binpb", "  string color = 2;", "  qdrant.cloud.common.v1.Version color = 2;", common)

	review, err := Run(t.Context(), Options{Root: root, Against: "old.binpb", Input: "new.binpb"})
	if err != nil {
		t.Fatal(err)
	}
	if len(review.Report.Changes) != 1 || !review.Report.Changes[0].Breaks.Has(judge.Auth) && review.Report.Changes[0].Rule != judge.RuleAuthPermissionLoosened {
		t.Errorf("%+v", review.Report.Changes)
	}
	for sides, want := range map[[2]string]string{
		// The type of a field is part of the API, which the image has to bring itself.
		{"typed.binpb", "new.binpb"}: "typed.binpb lacks qdrant/cloud/common/v1/common.proto, which",
		{"old.binpb", "typed.binpb"}: "typed.binpb lacks qdrant/cloud/common/v1/common.proto, which",
		// Where the other side has the file, what changed in it cannot be seen.
		{"old.binpb", ""}:  "old.binpb lacks qdrant/cloud/common/v1/common.proto, which the other side has",
		{".", "old.binpb"}: "old.binpb lacks qdrant/cloud/common/v1/common.proto, which the other side has",
	} {
		if _, err := Run(t.Context(), Options{Root: root, Against: sides[0], Input: sides[1]}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %s", sides, err, want)
		}
	}
}
