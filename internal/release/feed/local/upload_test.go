package local

import (
	"encoding/base64"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
)

// TestBadUploads has a request for each possible mistake. Nothing of it may be stored.
func TestBadUploads(t *testing.T) {
	const name, modPath = "@qdrant/thing", goModule
	tarball := packageOf(name, "1.0.0")
	wheelFile, wheelContent := wheel("a-thing", "1.0")
	dist := func(key, value string) func(map[string]any) {
		return func(body map[string]any) {
			within(body, "versions", "1.0.0")["dist"] = map[string]any{key: value}
		}
	}
	cases := map[string]struct {
		upload upload
		status int
		says   string
	}{
		"npm: no token":              {anonymous(npmUpload(name, "1.0.0", latest, tarball)), 401, "token"},
		"npm: wrong token":           {with(npmUpload(name, "1.0.0", latest, tarball), "Authorization", "Bearer nonsense"), 401, "token"},
		"npm: name of another":       {with(npmUpload(name, "1.0.0", latest, tarball, func(b map[string]any) { b["name"] = "other" })), 400, "the body names the package"},
		"npm: name with dots":        {npmUpload(".etc", "1.0.0", latest, tarball), 400, "not a valid npm package name"},
		"npm: upper case":            {npmUpload("Thing", "1.0.0", latest, tarball), 400, "not a valid npm package name"},
		"npm: long name":             {npmUpload(strings.Repeat("a", 300), "1.0.0", latest, tarball), 400, "not a valid npm package name"},
		"npm: version":               {npmUpload(name, "1.0", latest, tarball), 400, "not a valid npm version"},
		"npm: build metadata":        {npmUpload(name, "1.0.0+x", latest, tarball), 400, "not a valid npm version"},
		"npm: tag is a version":      {npmUpload(name, "1.0.0", "v1", tarball), 400, "not a valid dist-tag"},
		"npm: tag of another":        {npmUpload(name, "1.0.0", "", tarball, func(b map[string]any) { b["dist-tags"] = map[string]string{"a": "2.0.0"} }), 400, "dist-tag a"},
		"npm: other version inside":  {npmUpload(name, "1.0.1", latest, tarball), 400, "package.json in the tarball names"},
		"npm: other name inside":     {npmUpload("@qdrant/other", "1.0.0", latest, tarball), 400, "package.json in the tarball names"},
		"npm: integrity":             {npmUpload(name, "1.0.0", latest, tarball, dist("integrity", "sha512-AAAA")), 400, "damaged in transit"},
		"npm: shasum":                {npmUpload(name, "1.0.0", latest, tarball, dist("shasum", "00")), 400, "damaged in transit"},
		"npm: no archive":            {npmUpload(name, "1.0.0", latest, []byte("hello")), 400, "damaged"},
		"npm: path out of it":        {npmUpload(name, "1.0.0", latest, must(archive.Tarball(members("package/../../x", "x")))), 400, "leads out of its folder"},
		"npm: no package.json":       {npmUpload(name, "1.0.0", latest, must(archive.Tarball(members("package/x", "x")))), 400, "no package.json"},
		"npm: bomb":                  {npmUpload(name, "1.0.0", latest, must(archive.Tarball(members("package/x", strings.Repeat("\x00", archive.MostMember+1))))), 400, "unpacks to more"},
		"npm: no JSON":               {upload{method: "PUT", path: "/npm/thing", body: "{"}, 400, "JSON"},
		"npm: two files":             {npmUpload(name, "1.0.0", latest, tarball, func(b map[string]any) { within(b, "_attachments")["x"] = map[string]any{"data": ""} }), 400, "one version"},
		"npm: too large":             {upload{method: "PUT", path: "/npm/thing", body: strings.Repeat(" ", most+1)}, 413, "more than"},
		"npm: delete":                {upload{method: "DELETE", path: "/npm/thing/-rev/1"}, 405, "cannot remove"},
		"npm: deprecate unknown":     {npmUpload(name, "1.0.0", "", nil, func(b map[string]any) { delete(b, "_attachments") }), 404, "not in this feed"},
		"npm: tag unknown package":   {upload{method: "PUT", path: "/npm/-/package/thing/dist-tags/next", body: `"1.0.0"`}, 404, "not in this feed"},
		"npm: base64":                {upload{method: "PUT", path: "/npm/thing", body: `{"name":"thing","versions":{"1.0.0":{}},"_attachments":{"x":{"data":"!"}}}`}, 400, "JSON"},
		"pypi: no token":             {anonymous(pythonUpload("a-thing", "1.0", wheelFile, wheelContent)), 401, "token"},
		"pypi: no file":              {pythonUpload("a-thing", "1.0", "", nil), 400, "no file"},
		"pypi: name":                 {pythonUpload("../thing", "1.0", wheelFile, wheelContent), 400, "not a valid Python distribution name"},
		"pypi: version":              {pythonUpload("a-thing", "one", wheelFile, wheelContent), 400, "no version"},
		"pypi: other name":           {pythonUpload("b-thing", "1.0", wheelFile, wheelContent), 400, "the file name names"},
		"pypi: other version":        {pythonUpload("a-thing", "1.1", wheelFile, wheelContent), 400, "the file name names"},
		"pypi: other version inside": {pythonUpload("a-thing", "1.1", strings.Replace(wheelFile, "1.0", "1.1", 1), wheelContent), 400, "the metadata in the file names"},
		"pypi: name of the file":     {pythonUpload("a-thing", "1.0", "a_thing-1.0.exe", wheelContent), 400, "not a valid name of a wheel"},
		"pypi: wheel without tags":   {pythonUpload("a-thing", "1.0", "a_thing-1.0.whl", wheelContent), 400, "not a valid name of a wheel"},
		"pypi: digest":               {form(map[string]string{":action": "file_upload", "name": "a-thing", "version": "1.0", "sha256_digest": "00"}, wheelFile, wheelContent), 400, "damaged in transit"},
		"pypi: no archive":           {pythonUpload("a-thing", "1.0", wheelFile, []byte("hello")), 400, "damaged"},
		"pypi: no metadata":          {pythonUpload("a-thing", "1.0", wheelFile, must(archive.Zip(members("x.py", "")))), 400, "no metadata"},
		"pypi: path out of it":       {pythonUpload("a-thing", "1.0", wheelFile, must(archive.Zip(members("/etc/x", "")))), 400, "leads out of its folder"},
		"pypi: action":               {form(map[string]string{":action": "doc_upload", "name": "a-thing", "version": "1.0"}, "", nil), 400, "unknown action"},
		"pypi: no form":              {upload{method: "POST", path: "/pypi/legacy/", body: "x"}, 400, "is incomplete"},
		"pypi: yank unknown":         {form(map[string]string{":action": "yank", "name": "a-thing", "version": "1.0"}, "", nil), 404, "not in this feed"},
		"pypi: too large":            {pythonUpload("a-thing", "1.0", wheelFile, make([]byte, most)), 413, "more than"},
		"pypi: write to the index":   {upload{method: "PUT", path: "/pypi/simple/a-thing/"}, 405, "read-only"},
		"go: no token":               {anonymous(goUpload(modPath, "v1.0.0", modFile, goMod(modPath))), 401, "token"},
		"go: version":                {upload{method: "PUT", path: "/go/example.com/thing/@v/v1.mod", body: goMod("example.com/thing")}, 400, "not a valid module version"},
		"go: major without suffix":   {goUpload("example.com/thing", "v2.0.0", modFile, goMod("example.com/thing")), 400, "v2"},
		"go: path":                   {upload{method: "PUT", path: "/go/thing/@v/v1.0.0.mod", body: goMod("thing")}, 404, "missing dot"},
		"go: other module":           {goUpload(modPath, "v1.0.0", modFile, goMod("example.com/other")), 400, "names the module"},
		"go: no go.mod":              {goUpload(modPath, "v1.0.0", modFile, "module example.com/Thing\nnonsense\x00"), 400, "cannot be read"},
		"go: other version":          {goUpload(modPath, "v1.0.0", infoFile, `{"Version":"v1.0.1"}`), 400, "has the version"},
		"go: info":                   {goUpload(modPath, "v1.0.0", infoFile, `hello`), 400, "JSON"},
		"go: zip of another":         {goUpload(modPath, "v1.0.1", zipFile, string(goZip(modPath, "v1.0.0"))), 400, "not a module zip of"},
		"go: no zip":                 {goUpload(modPath, "v1.0.0", zipFile, "hello"), 400, "not a module zip of"},
		"go: zip without go.mod":     {goUpload(modPath, "v1.0.0", zipFile, string(must(archive.Zip(members(modPath+"@v1.0.0/x.go", ""))))), 400, "no go.mod"},
		"go: list":                   {upload{method: "PUT", path: "/go/example.com/thing/@v/list", body: "v1.0.0"}, 405, "cannot be uploaded"},
		"go: delete":                 {upload{method: "DELETE", path: "/go/example.com/thing/@v/v1.0.0.zip"}, 405, "GET to read"},
	}
	for title, c := range cases {
		t.Run(title, func(t *testing.T) {
			s := newSite(t)
			status, said := s.send(c.upload)
			if status != c.status || !strings.Contains(said, c.says) {
				t.Errorf("%d %s; want %d with %q", status, said, c.status, c.says)
			}
			if strings.Contains(said, os.TempDir()) || strings.Contains(said, s.Token()) {
				t.Errorf("the response leaks a path or the token: %s", said)
			}
			for _, ecosystem := range []string{NPM, Python, Go} {
				if held, err := s.all(ecosystem); err != nil || len(held) > 0 {
					t.Errorf("%s holds %v (%v)", ecosystem, held, err)
				}
			}
		})
	}
}

// anonymous returns a request with an empty password.
func anonymous(u upload) upload {
	return with(u, "Authorization", "Basic "+base64.StdEncoding.EncodeToString([]byte("user:")))
}

func with(u upload, headers ...string) upload {
	u.headers = append(u.headers, headers...)
	return u
}

// TestVersionsAreImmutable publishes everything twice, with the same bytes and with others.
func TestVersionsAreImmutable(t *testing.T) {
	s := newSite(t)
	wheelFile, wheelContent := wheel("a-thing", "1.0")
	sdistFile, sdistContent := sdist("a-thing", "1.0")
	uploads := append(goUploads("v1.0.0"),
		npmUpload("thing", "1.0.0", latest, packageOf("thing", "1.0.0")),
		pythonUpload("a-thing", "1.0", wheelFile, wheelContent),
		pythonUpload("A.Thing", "1.0", sdistFile, sdistContent),
	)
	for _, u := range uploads {
		if status, said := s.send(u); status >= 300 {
			t.Fatalf("%s %s: %d %s", u.method, u.path, status, said)
		}
	}
	before := snapshot(t, s.dir)
	again := append(slices.Clone(uploads),
		npmUpload("thing", "1.0.0", "other", must(archive.Tarball(members("package/package.json", `{"name":"thing","version":"1.0.0"}`)))),
		pythonUpload("a-thing", "1.0", sdistFile, must(archive.Tarball(members("a_thing-1.0/PKG-INFO", metadata("a-thing", "1.0"))))),
	)
	for _, u := range again {
		want := map[string]int{"/npm": http.StatusForbidden, "/pyp": http.StatusBadRequest, "/go/": http.StatusConflict}[u.path[:4]]
		wantText := map[string]string{"/npm": "You cannot publish over the previously published versions", "/pyp": "File already exists", "/go/": "already exists"}[u.path[:4]]
		if status, said := s.send(u); status != want || !strings.Contains(said, wantText) {
			t.Errorf("%s %s again: %d %s", u.method, u.path, status, said)
		}
	}
	if after := snapshot(t, s.dir); after != before {
		t.Errorf("the state was\n%s\nand is\n%s", before, after)
	}
}

// TestGoModMustBeThatOfTheZip uploads the two in both orders.
func TestGoModMustBeThatOfTheZip(t *testing.T) {
	const path = "example.com/thing"
	mod := goUpload(path, "v1.0.0", modFile, goMod(path)+"\nrequire example.com/other v1.0.0\n")
	zipped := goUpload(path, "v1.0.0", zipFile, string(goZip(path, "v1.0.0")))
	for _, order := range [][]upload{{mod, zipped}, {zipped, mod}} {
		s := newSite(t)
		if status, said := s.send(order[0]); status != http.StatusCreated {
			t.Fatal(status, said)
		}
		if status, said := s.send(order[1]); status != http.StatusBadRequest || !strings.Contains(said, "differs from the one in its zip") {
			t.Errorf("%s after %s: %d %s", order[1].path, order[0].path, status, said)
		}
	}
}

// snapshot returns the paths and digests of all files in a folder.
func snapshot(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	err := filepath.Walk(dir, func(path string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		b.WriteString(strings.TrimPrefix(path, dir) + " " + digest(content) + "\n")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}
