package judge

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image/imagetest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

// FuzzJudge compares two damaged images. Every pair that can be read gets a verdict, without a panic.
func FuzzJudge(f *testing.F) {
	sources := []string{
		`syntax = "proto3"; package a.v1; import "google/api/annotations.proto"; import "buf/validate/validate.proto";
		service S { rpc Get(Q) returns (M) { option (google.api.http) = {get: "/v1/{id}" additional_bindings {post: "/v1/x" body: "*"}}; } }
		message Q { string id = 1 [(buf.validate.field).string = {min_len: 1, pattern: "^[a-z]+$"}]; string page_token = 2; }
		message M { oneof o { string a = 1; E e = 2; } map<string, M> m = 3; repeated int32 n = 4; optional bool b = 5; message N { E e = 1; } N inner = 6; reserved 9; }
		enum E { E_UNSPECIFIED = 0; E_ONE = 1; }`,
		`syntax = "proto2"; package a.v1; message M { required string a = 1; optional group G = 2 { optional int32 x = 1; } extensions 100 to 200; }
		extend M { optional string x = 100; } enum E { option allow_alias = true; A = 1; B = 1; }`,
		`edition = "2023"; package a.v1; option features.field_presence = IMPLICIT; message M { string a = 1; M m = 2 [features.message_encoding = DELIMITED]; }`,
	}
	var seeds []string
	for _, source := range sources {
		compiled, err := imagetest.FromFS(f.Context(), fstest.MapFS{"a/v1/a.proto": &fstest.MapFile{Data: []byte(source)}})
		if err != nil {
			f.Fatal(err)
		}
		set := &descriptorpb.FileDescriptorSet{File: compiled.Files}
		encoded, err := proto.Marshal(set)
		if err != nil {
			f.Fatal(err)
		}
		seeds = append(seeds, string(encoded))
	}
	for _, a := range seeds {
		for _, b := range seeds {
			f.Add(a, b)
		}
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		before, err := schema.Read(a)
		if err != nil {
			return
		}
		after, err := schema.Read(b, before)
		if err != nil {
			return
		}
		report, err := Judge(t.Context(), before, after, casePolicy())
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range report.Changes {
			if ruleByID[c.Rule] == nil || c.Message() == "" {
				t.Errorf("a change without a rule or a message: %+v", c)
			}
		}
	})
}

// BenchmarkGrowth measures how the time of a comparison grows with its input. Four times the input should take four times as long
// (x/4x is 4); sixteen times as long means that something is quadratic. Both are measured in one run.
func BenchmarkGrowth(b *testing.B) {
	shapes := []struct {
		name string
		of   func(n int, edited bool) string
		n    int
	}{
		{"fields of a message", func(n int, edited bool) string {
			return "message M {\n" + numbered(n, edited, "string %s%d = %d;") + "}"
		}, 4000},
		{"values of an enum", func(n int, edited bool) string {
			return "enum E {\nZERO = 0;\n" + numbered(n, edited, "%s%d = %d;") + "}"
		}, 4000},
		{"messages of a file", func(n int, edited bool) string {
			return numbered(n, edited, "message %s%d { string x%[3]d = 1; int32 y = 2; }")
		}, 2000},
		{"methods of a service", func(n int, edited bool) string {
			return "message Q {}\nservice S {\n" + numbered(n, edited, "rpc %s%d(Q) returns (Q); // %d") + "}"
		}, 2000},
		{"services of one type", func(n int, edited bool) string {
			field := "string a = 1;"
			if edited {
				field = "int64 a = 1;"
			}
			return "message Q { " + field + " }\n" + numbered(n, false, "service %s%d { rpc Get(Q) returns (Q); } // %d")
		}, 2000},
		{"messages in a chain", func(n int, edited bool) string {
			kind := "string"
			if edited {
				kind = "bytes"
			}
			var b strings.Builder
			fmt.Fprintf(&b, "service S { rpc Get(M1) returns (M1); }\nmessage M%d { %s leaf = 1; }\n", n+1, kind)
			for i := range n {
				fmt.Fprintf(&b, "message M%d { M%d next = 1; %s x = 2; }\n", i+1, i+2, kind)
			}
			return b.String()
		}, 1000},
	}
	for _, shape := range shapes {
		b.Run(shape.name, func(b *testing.B) {
			small, large := growthPair(b, shape.of, shape.n), growthPair(b, shape.of, 4*shape.n)
			var one, four time.Duration
			for b.Loop() {
				one, four = one+judgeTime(b, small), four+judgeTime(b, large)
			}
			b.ReportMetric(four.Seconds()/one.Seconds(), "x/4x")
		})
	}
}

// numbered returns n lines with a name, a number and a number. If edited, every third name differs.
func numbered(n int, edited bool, format string) string {
	var b strings.Builder
	for i := range n {
		name := "Name"
		if edited && i%3 == 0 {
			name = "Other"
		}
		fmt.Fprintf(&b, format+"\n", name, i, i+1)
	}
	return b.String()
}

// growthPair returns two schemas to compare.
func growthPair(b *testing.B, of func(int, bool) string, n int) [2]*schema.Schema {
	b.Helper()
	var both [2]*schema.Schema
	for i, edited := range []bool{false, true} {
		source := "syntax = \"proto3\"; package big.v1;\n" + of(n, edited)
		compiled, err := imagetest.FromFS(b.Context(), fstest.MapFS{"big/v1/big.proto": &fstest.MapFile{Data: []byte(source)}})
		if err != nil {
			b.Fatal(err)
		}
		both[i] = readImage(b, compiled)
	}
	return both
}

func judgeTime(b *testing.B, both [2]*schema.Schema) time.Duration {
	b.Helper()
	start := time.Now()
	if _, err := Judge(b.Context(), both[0], both[1], DefaultPolicy()); err != nil {
		b.Fatal(err)
	}
	return time.Since(start)
}
