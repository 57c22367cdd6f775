package generate

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path"
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/gosource"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/manifest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/outputs"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/units"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
)

// plan is what a run has to have in the end, whether it is there already or has to be made.
type plan struct {
	template *units.Template
	contract *units.Contract
	encoded  []byte // encoded is the image of the contract.

	units     []units.Unit           // units are what the plugins make of the contract.
	details   []units.Unit           // details are what they make of the details of errors.
	manifests map[string]outputs.Key // manifests has the key of what is rendered, by the output.
	runtime   outputs.Key            // runtime is the key of the compiled runtime of TypeScript.
}

// errorDetails is the file with the details of errors, in the folder of the dependency protos. Go and Python users have its code from
// packages of Google, and npm has no such package.
const errorDetails = "google/rpc/error_details.proto"

// finishing is the package that finishes what the plugins write.
const finishing = "internal/generate/entries"

func (g *generator) plan(image []byte) (*plan, error) {
	p := &plan{encoded: image, manifests: map[string]outputs.Key{}}
	content, err := os.ReadFile(g.path("buf.gen.yaml"))
	if err != nil {
		return nil, err
	}
	if p.template, err = units.ParseTemplate(content); err != nil {
		return nil, err
	}
	if p.contract, err = units.ReadContract(p.encoded); err != nil {
		return nil, err
	}
	finish, err := g.sources(finishing)
	if err != nil {
		return nil, err
	}
	digests := map[string]string{}
	settings := units.Settings{Config: g.config, Digest: func(programs []string) (string, error) {
		sets := append(toolchain.Providers(programs...), toolchain.Buf)
		name := fmt.Sprint(sets)
		if digests[name] == "" {
			digest, err := toolchain.Digest(g.opts.Root, sets...)
			if err != nil {
				return "", err
			}
			digests[name] = digest + " " + finish
		}
		return digests[name], nil
	}}
	entries := p.template.Of(g.opts.Outputs)
	if p.units, err = p.template.Units(p.contract, entries, settings); err != nil {
		return nil, err
	}
	if err := g.planDetails(p, entries, settings); err != nil {
		return nil, err
	}
	return p, g.planManifests(p)
}

// planDetails plans what is made of the details of errors.
func (g *generator) planDetails(p *plan, entries []units.Entry, settings units.Settings) error {
	source, err := file.Hash(g.path(toolchain.CacheDir, "proto"), []string{errorDetails})
	if err != nil {
		return err
	}
	for _, entry := range entries {
		if entry.Output != string(lang.TypeScript) || !entry.ByDirectory() {
			continue // What needs the whole contract makes nothing of files that are not in it.
		}
		unit, err := p.template.Fixed(entry, path.Dir(errorDetails), source, settings)
		if err != nil {
			return err
		}
		p.details = append(p.details, unit)
	}
	return nil
}

// planManifests computes the keys of what is made of the generated code.
func (g *generator) planManifests(p *plan) error {
	source, err := g.sources(code)
	if err != nil {
		return err
	}
	if p.runtime, err = g.runtimeKey(p.details); err != nil {
		return err
	}
	for _, output := range g.opts.Outputs {
		inputs := []string{"sdk.yaml", "LICENSE", "tools/go/go.mod", "tools/go/go.sum"}
		for _, folder := range []string{"templates", "runtime"} {
			if folder := path.Join(folder, output); slices.Contains(lang.IDs(), lang.ID(output)) {
				inputs = append(inputs, folder)
			}
		}
		hash, err := file.Hash(g.opts.Root, slices.DeleteFunc(inputs, g.absent))
		if err != nil {
			return err
		}
		sum := sha256.New()
		fmt.Fprintf(sum, "manifests of %s\n%s\n%s\n", output, source, hash)
		if comments, reads := readContract[output]; reads {
			fmt.Fprintf(sum, "%s\n", p.contract.Code(comments))
		} else if output == string(lang.TypeScript) {
			fmt.Fprintf(sum, "%s\n", p.runtime)
		}
		for _, unit := range slices.Concat(p.units, p.details) {
			if unit.Entry.Output == output {
				fmt.Fprintf(sum, "%s\n", unit.Key)
			}
		}
		p.manifests[output] = outputs.Key(fmt.Sprintf("%x", sum.Sum(nil)))
	}
	return nil
}

// readContract has the outputs whose manifests are made of the contract, and not only of the code that was generated from it, with the
// comments that these read: Go says of a package what its files say, and the OpenAPI document of a tag what a service says.
var readContract = map[string]units.Comments{
	string(lang.Go):  units.OfFile,
	manifest.OpenAPI: units.OfServices,
	manifest.Image:   units.Nowhere,
}

// absent reports whether the checkout has no such file or folder: a contract of its own needs no runtime.
func (g *generator) absent(name string) bool {
	_, err := os.Stat(g.path(name))
	return os.IsNotExist(err) && strings.HasPrefix(name, "runtime/")
}

// sources is a hash of the source of a package and of all that it imports.
func (g *generator) sources(pkg string) (string, error) {
	files, err := gosource.Files(g.opts.Root, pkg)
	if err != nil {
		return "", err
	}
	return file.Hash(g.opts.Root, files)
}
