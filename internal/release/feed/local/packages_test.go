package local

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"mime/multipart"
	"slices"
	"strings"

	"golang.org/x/mod/module"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
)

// members returns files for an archive, in the order of their names, from "name", "content" pairs.
func members(pairs ...string) []archive.Member {
	var all []archive.Member
	for i := 0; i+1 < len(pairs); i += 2 {
		all = append(all, archive.Member{Name: pairs[i], Content: []byte(pairs[i+1])})
	}
	return all
}

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

// upload is a request that publishes a file.
type upload struct {
	method, path, body string
	headers            []string
}

func (s site) send(u upload) (status int, said string) {
	answer := s.do(u.method, u.path, u.body, u.headers...)
	return answer.Code, answer.Body.String()
}

// packageOf returns a tarball with a package.json and one file.
func packageOf(name, version string) []byte {
	return must(archive.Tarball(members(
		"package/index.js", "module.exports = 'hello from "+name+" "+version+"'\n",
		"package/package.json", fmt.Sprintf(`{"name": %q, "version": %q, "main": "index.js"}`, name, version),
	)))
}

// npmUpload returns the request of npm publish.
func npmUpload(name, version, tag string, tarball []byte, edit ...func(map[string]any)) upload {
	manifest := map[string]any{"name": name, "version": version, "dist": map[string]any{}}
	body := map[string]any{
		"_id": name, "name": name, "versions": map[string]any{version: manifest},
		"_attachments": map[string]any{tarballName(name, version): map[string]any{
			"content_type": "application/octet-stream", "data": base64.StdEncoding.EncodeToString(tarball), "length": len(tarball),
		}},
	}
	if tag != "" {
		body["dist-tags"] = map[string]string{tag: version}
	}
	for _, change := range edit {
		change(body)
	}
	return upload{method: "PUT", path: "/npm/" + strings.ReplaceAll(name, "/", "%2f"), body: string(must(json.Marshal(body)))}
}

func metadata(name, version string) string {
	return "Metadata-Version: 2.4\nName: " + name + "\nVersion: " + version + "\nRequires-Python: >=3.8\n\nText: not a field\n"
}

// wheel returns a wheel with one module that prints its version.
func wheel(name, version string) (file string, content []byte) {
	stem := strings.ReplaceAll(name, "-", "_")
	info := stem + "-" + version + ".dist-info/"
	return stem + "-" + version + "-py3-none-any.whl", must(archive.Zip(members(
		stem+".py", "VERSION = '"+version+"'\n",
		info+"METADATA", metadata(name, version),
		info+"WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
		info+"RECORD", stem+".py,,\n"+info+"METADATA,,\n"+info+"WHEEL,,\n"+info+"RECORD,,\n",
	)))
}

func sdist(name, version string) (file string, content []byte) {
	top := strings.ReplaceAll(name, "-", "_") + "-" + version
	return top + ".tar.gz", must(archive.Tarball(members(top+"/PKG-INFO", metadata(name, version), top+"/setup.py", "")))
}

// form returns an upload to /pypi/legacy/; without a name there is no file.
func form(fields map[string]string, file string, content []byte) upload {
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for _, key := range slices.Sorted(maps.Keys(fields)) {
		if err := w.WriteField(key, fields[key]); err != nil {
			panic(err)
		}
	}
	if file != "" {
		part := must(w.CreateFormFile("content", file))
		must(part.Write(content))
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return upload{method: "POST", path: "/pypi/legacy/", body: b.String(), headers: []string{"Content-Type", w.FormDataContentType()}}
}

func pythonUpload(name, version, file string, content []byte) upload {
	return form(map[string]string{":action": "file_upload", "protocol_version": "1", "name": name, "version": version, "sha256_digest": digest(content)}, file, content)
}

func goMod(path string) string { return "module " + path + "\n\ngo 1.24\n" }

func goZip(path, version string) []byte {
	top := path + "@" + version + "/"
	return must(archive.Zip(members(top+"go.mod", goMod(path), top+"hello.go", "package hello\n\nconst Version = \""+version+"\"\n")))
}

func goUpload(path, version, end, content string) upload {
	return upload{method: "PUT", path: "/go/" + must(module.EscapePath(path)) + "/@v/" + must(module.EscapeVersion(version)) + end, body: content}
}

// goModule is the module of the tests. Its path has a capital, which is escaped in addresses.
const goModule = "example.com/Thing"

// goUploads returns the uploads of all files of a version of goModule.
func goUploads(version string) []upload {
	const path = goModule
	return []upload{
		goUpload(path, version, zipFile, string(goZip(path, version))),
		goUpload(path, version, modFile, goMod(path)),
		goUpload(path, version, infoFile, fmt.Sprintf(`{"Version":%q,"Time":"2026-01-02T03:04:05Z"}`, version)),
	}
}

// within returns an object in the body of an upload by its path of keys.
func within(body map[string]any, keys ...string) map[string]any {
	for _, key := range keys {
		body, _ = body[key].(map[string]any)
	}
	return body
}

// archiveOf returns a tarball with only a package.json.
func archiveOf(packageJSON string) ([]byte, error) {
	return archive.Tarball(members("package/package.json", packageJSON))
}
