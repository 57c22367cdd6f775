package sdk

import (
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Files are the same if what they import is the same too, and only the token of their version may differ.
func TestSameFiles(t *testing.T) {
	of := map[string]string{
		"zz0001/a.d.ts": "import { B } from \"./b.js\"; // zz0001",
		"zz0001/b.d.ts": "import type { C } from \"../shared/c.js\";",
		"zz0001/d.d.ts": "export {};",
		"shared/c.d.ts": "export {};",
	}
	for name, c := range map[string]struct {
		change map[string]string // change are files of the other version; an empty one is not there.
		same   []string
	}{
		"nothing":                  {nil, []string{"a", "b", "d"}},
		"an import":                {map[string]string{"zz0002/b.d.ts": "export {};"}, []string{"d"}},
		"an import that is gone":   {map[string]string{"zz0002/b.d.ts": ""}, []string{"d"}},
		"a file that imports":      {map[string]string{"zz0002/a.d.ts": "import \"./b.js\";"}, []string{"b", "d"}},
		"the token of another one": {map[string]string{"zz0002/a.d.ts": of["zz0001/a.d.ts"]}, []string{"b", "d"}},
	} {
		files := maps.Clone(of)
		for _, file := range []string{"a", "b", "d"} {
			files["zz0002/"+file+".d.ts"] = retoken(untoken(of["zz0001/"+file+".d.ts"], "zz0001"), "zz0002")
		}
		maps.Copy(files, c.change)
		maps.DeleteFunc(files, func(_, text string) bool { return text == "" })
		found := compared(files, typescriptImports)
		var same []string
		for _, file := range []string{"a", "b", "d"} {
			if found.keys["zz0001/"+file+".d.ts"] == found.keys["zz0002/"+file+".d.ts"] {
				same = append(same, file)
			}
		}
		if diff := cmp.Diff(c.same, same); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	found := compared(of, typescriptImports)
	names := slices.Sorted(maps.Keys(of))
	if diff := cmp.Diff(names[1:], found.unanswered(names, answers{found.keys[names[0]]: nil})); diff != "" {
		t.Errorf("the compiler is asked about other files (-want +got):\n%s", diff)
	}
}

func TestImports(t *testing.T) {
	typescript := typescriptImports("zz0001/shop/v1/shop.witness.ts", `import { create } from "@bufbuild/protobuf";
import * as pb from "./shop_pb.js";
import type { Money } from "../../money_pb.js";
export * from "./more_pb.js";
`)
	if diff := cmp.Diff([]string{"zz0001/shop/v1/shop_pb.d.ts", "zz0001/money_pb.d.ts", "zz0001/shop/v1/more_pb.d.ts"}, typescript); diff != "" {
		t.Errorf("TypeScript (-want +got):\n%s", diff)
	}
	python := pythonImports("", `import grpc
import zz0001.shop.v1.shop_pb2 as pb, zz0001.money_pb2
from zz0001.shop.v1 import more_pb2 as _more_pb2
def u1() -> None:
    from zz0001.shop.v1 import (late_pb2)
`)
	for _, want := range []string{"zz0001/shop/v1/shop_pb2.pyi", "zz0001/money_pb2.pyi", "zz0001/shop/v1/more_pb2.pyi", "zz0001/shop/v1/late_pb2.pyi"} {
		if !slices.Contains(python, want) {
			t.Errorf("Python: %s is not among %v", want, python)
		}
	}
}
