package npm

import (
	"context"
	"encoding/json"
	"net/http"

	"golang.org/x/mod/semver"

	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/httpfeed"
)

// Tags returns the dist-tags of a package; none if the registry does not have it.
func (f *Feed) Tags(ctx context.Context, pkg string) (map[string]string, error) {
	doing := "look up the dist-tags of " + pkg
	address, err := f.tagAddress(doing, pkg)
	if err != nil {
		return nil, err
	}
	var tags map[string]string
	err = f.client.JSON(ctx, httpfeed.Request{Doing: doing, URL: address}, &tags)
	if unsupported(err) {
		var all packument
		err = f.document(ctx, doing, pkg, &all)
		tags = all.DistTags
	}
	for name, at := range tags {
		if err == nil && !semver.IsValid("v"+at) {
			return nil, f.client.Wrong(doing, "the answer is not from a package feed: its dist-tag %q is %q, which is no version", feed.Line(name), feed.Line(at))
		}
	}
	return tags, err
}

// Tag moves a dist-tag. If the registry has no request for that, it writes the document of the package.
func (f *Feed) Tag(ctx context.Context, pkg, name, version string) error {
	doing := "set the dist-tag " + name + " of " + pkg + " to " + version
	address, err := f.tagAddress(doing, pkg, name)
	if err != nil {
		return err
	}
	body, err := json.Marshal(version)
	if err != nil {
		return f.client.Wrong(doing, "%w", err)
	}
	_, err = f.client.Do(ctx, httpfeed.Request{Doing: doing, Method: http.MethodPut, URL: address, Header: sendsJSON(), Body: body})
	if !unsupported(err) {
		return err
	}
	return f.edit(ctx, doing, pkg, version, func(document, _ fields) error { return document.set("dist-tags", name, version) })
}

// Untag removes a dist-tag.
func (f *Feed) Untag(ctx context.Context, pkg, name string) error {
	doing := "remove the dist-tag " + name + " of " + pkg
	address, err := f.tagAddress(doing, pkg, name)
	if err != nil {
		return err
	}
	_, err = f.client.Do(ctx, httpfeed.Request{Doing: doing, Method: http.MethodDelete, URL: address})
	if httpfeed.Status(err) == http.StatusNotFound {
		if tags, looked := f.Tags(ctx, pkg); looked == nil && tags[name] == "" {
			return nil
		}
	}
	return err
}

// Deprecate makes installations of a version warn with a reason. An empty reason removes the warning.
func (f *Feed) Deprecate(ctx context.Context, pkg, version, reason string) error {
	doing := "deprecate " + pkg + " " + version
	return f.edit(ctx, doing, pkg, version, func(document, manifest fields) error {
		if err := manifest.put("deprecated", reason); err != nil {
			return err
		}
		return document.set("versions", version, manifest)
	})
}

// Restore removes the warning of a version.
func (f *Feed) Restore(ctx context.Context, pkg, version string) error {
	return f.Deprecate(ctx, pkg, version, "")
}

// fields are the fields of a JSON object. Unknown ones are kept.
type fields map[string]json.RawMessage

func (o fields) put(key string, value any) error {
	content, err := json.Marshal(value)
	o[key] = content
	return err
}

// set sets a field of an object in a field.
func (o fields) set(outer, key string, value any) error {
	var inner fields
	if content, ok := o[outer]; ok {
		if err := json.Unmarshal(content, &inner); err != nil {
			return err
		}
	}
	if inner == nil {
		inner = fields{}
	}
	if err := inner.put(key, value); err != nil {
		return err
	}
	return o.put(outer, inner)
}

// edit reads the document of a package, changes it and writes it back, as npm does. Because of the revision in it, the registry
// refuses the write after a concurrent change; then a retry makes sense.
func (f *Feed) edit(ctx context.Context, doing, pkg, version string, change func(document, manifest fields) error) error {
	address, err := f.address(doing, pkg)
	if err != nil {
		return err
	}
	var document fields
	if err := f.client.JSON(ctx, httpfeed.Request{Doing: doing, URL: address + "?write=true"}, &document); err != nil {
		return err
	}
	var versions map[string]fields
	if err := json.Unmarshal(document["versions"], &versions); err != nil {
		return f.client.Wrong(doing, "its list of versions cannot be read: %w", err)
	}
	manifest, ok := versions[version]
	if !ok || manifest == nil {
		return f.client.Wrong(doing, "the registry does not have %s %s", pkg, version)
	}
	if err := change(document, manifest); err != nil {
		return f.client.Wrong(doing, "%w", err)
	}
	body, err := json.Marshal(document)
	if err != nil {
		return f.client.Wrong(doing, "%w", err)
	}
	_, err = f.client.Do(ctx, httpfeed.Request{Doing: doing, Method: http.MethodPut, URL: address, Header: sendsJSON(), Body: body})
	return httpfeed.Overtaken(err)
}

func sendsJSON() map[string]string { return map[string]string{"Content-Type": "application/json"} }
