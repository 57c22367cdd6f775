package source

import "testing"

// The expected values are those of buf generate.
func TestManaged(t *testing.T) {
	const on = "version: v2\nmanaged:\n  enabled: true\n"
	const prefix = "  override: [{file_option: go_package_prefix, value: x.dev/gen}]\n"
	const one = "version: v1\nmanaged:\n  enabled: true\n"
	for _, test := range []struct{ config, file, pkg, module, want string }{
		{on + prefix, "a/v1/a.proto", "a.v1", "", "x.dev/gen/a/v1;av1"},
		{on + prefix, "a/v1/a.proto", "b.c.v2beta1", "", "x.dev/gen/a/v1;cv2beta1"},
		{on + prefix, "a/v1/a.proto", "a.v1p1alpha1", "", "x.dev/gen/a/v1;av1p1alpha1"},
		{on + prefix, "a/v1/a.proto", "a.v1test", "", "x.dev/gen/a/v1;av1test"},
		{on + prefix, "a/v1/a.proto", "a.v0", "", "x.dev/gen/a/v1"},
		{on + prefix, "a/v1/a.proto", "v1", "", "x.dev/gen/a/v1"},
		{on + prefix, "a.proto", "", "", "x.dev/gen"},
		{on + prefix, "google/protobuf/any.proto", "google.protobuf", "", ""},
		{"version: v2\nmanaged:\n  enabled: false\n" + prefix, "a.proto", "", "", ""},
		{on, "a.proto", "", "", ""},
		{on + prefix + "  disable: [{path: a}]\n", "a/v1/a.proto", "a.v1", "", ""},
		{on + prefix + "  disable: [{path: a}]\n", "ab/v1/a.proto", "a.v1", "", "x.dev/gen/ab/v1;av1"},
		{on + prefix + "  disable: [{file_option: go_package}]\n", "a.proto", "", "", ""},
		{on + prefix + "  disable: [{file_option: java_package}]\n", "a.proto", "", "", "x.dev/gen"},
		{on + prefix + "  disable: [{field_option: jstype}]\n", "a.proto", "", "", "x.dev/gen"},
		{on + prefix + "  disable: [{module: buf.build/m/n}]\n", "a.proto", "", "buf.build/m/n", ""},
		{on + prefix + "  disable: [{module: buf.build/m/n}]\n", "a.proto", "", "buf.build/m/o", "x.dev/gen"},
		// The last override that is about the file wins, of whichever kind.
		{on + "  override: [{file_option: go_package_prefix, value: p}, {file_option: go_package, path: a, value: 'q;r'}]\n", "a/a.proto", "", "", "q;r"},
		{on + "  override: [{file_option: go_package, path: a, value: 'q;r'}, {file_option: go_package_prefix, value: p}]\n", "a/a.proto", "", "", "p/a"},
		{on + "  disable: [{file_option: go_package_prefix}]\n  override: [{file_option: go_package, value: q}, {file_option: go_package_prefix, value: p}]\n", "a/a.proto", "", "", "q"},
		{one + "  go_package_prefix: x.dev/gen\n", "a/v1/a.proto", "a.v1", "", "x.dev/gen/a/v1;av1"},
		{one + "  go_package_prefix: {default: x.dev/gen, except: [buf.build/m/n]}\n", "a.proto", "", "buf.build/m/n", ""},
		{one + "  go_package_prefix: {default: x.dev/gen, override: {buf.build/m/n: y.dev}}\n", "a.proto", "", "buf.build/m/n", "y.dev"},
		{one + "  go_package_prefix: {default: x.dev/gen, override: {buf.build/m/n: y.dev}}\n", "a.proto", "", "buf.build/m/o", "x.dev/gen"},
		{one + "  go_package_prefix: x.dev/gen\n  override: {GO_PACKAGE: {a.proto: q}}\n", "a.proto", "", "", "q"},
		{one + "  override: {GO_PACKAGE: {a.proto: q}}\n", "b.proto", "", "", ""},
		{"version: v1\nmanaged: {go_package_prefix: x.dev/gen}\n", "a.proto", "", "", ""},
		{"version: v1beta1\nmanaged: true\n", "a.proto", "", "", ""},
		{"version: v2\nplugins: []\n", "a.proto", "", "", ""},
	} {
		mode, err := parseManaged([]byte(test.config))
		if err != nil {
			t.Errorf("%s: %v", test.config, err)
			continue
		}
		if got := mode.file(test.file, test.pkg, test.module).GoPackage; got != test.want {
			t.Errorf("%s%s in package %q: got %q, want %q", test.config, test.file, test.pkg, got, test.want)
		}
	}
}

func TestManagedJSType(t *testing.T) {
	const rules = "version: v2\nmanaged:\n  enabled: true\n  override: [{field_option: jstype, value: JS_STRING}, {field_option: jstype, value: JS_NUMBER, field: a.A.n}]\n"
	type want map[string]uint64 // A field that is not in it is left alone.
	for config, fields := range map[string]want{
		rules:                                   {"a.A.x": 1, "a.A.n": 2},
		rules + "  disable: [{field: a.A.x}]\n": {"a.A.n": 2},
		rules + "  disable: [{field_option: jstype, path: a}]\n":             {},
		rules + "  disable: [{file_option: go_package}]\n":                   {"a.A.x": 1, "a.A.n": 2},
		rules + "  disable: [{field_option: jstype, module: buf.build/x}]\n": {"a.A.x": 1, "a.A.n": 2},
		"version: v2\nmanaged: {enabled: true}\n":                            {},
	} {
		mode, err := parseManaged([]byte(config))
		if err != nil {
			t.Fatal(err)
		}
		managed := mode.file("a/a.proto", "a", "")
		for _, field := range []string{"a.A.x", "a.A.n"} {
			number, set := uint64(0), false
			if managed.JSType != nil {
				number, set = managed.JSType(field)
			}
			if wanted, ok := fields[field]; ok != set || wanted != number {
				t.Errorf("%s%s: got %d, %t", config, field, number, set)
			}
		}
	}
}

func TestModuleOfAFile(t *testing.T) {
	s := &Source{folders: map[string]string{"a.proto": "in/a", "b.proto": "in/b"}, modules: []named{{"in/a", "buf.build/m/a"}, {"in/b", "buf.build/m/b"}}}
	for file, want := range map[string]string{
		"a.proto": "buf.build/m/a", "b.proto": "buf.build/m/b", "c.proto": "",
		"google/api/http.proto": "buf.build/googleapis/googleapis", "buf/validate/validate.proto": "buf.build/bufbuild/protovalidate",
	} {
		if got := s.module(file); got != want {
			t.Errorf("%s: got %q", file, got)
		}
	}
	if got := (&Source{modules: []named{{"proto", "buf.build/m/a"}}}).module("x.proto"); got != "buf.build/m/a" {
		t.Errorf("the only module: got %q", got)
	}
}
