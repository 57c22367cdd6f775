package pack

import (
	"context"
	"errors"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/attest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/plan"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/program"
)

// folders are those of dist: the languages, and the programs.
func folders() []lang.ID { return append(Languages.IDs(), plan.Programs) }

// programs builds the programs.
func programs(ctx context.Context, o Options) ([]*artifact, error) {
	if o.Programs == nil || !o.packs(plan.Programs) {
		return nil, nil
	}
	built, err := o.Programs(ctx)
	if content := (*program.ContentError)(nil); errors.As(err, &content) {
		refused := &ContentError{}
		for _, f := range content.Findings {
			refused.Findings = append(refused.Findings, Finding{Rule: f.Rule, Artifact: f.File, What: f.What, Advice: f.Advice})
		}
		return nil, refused
	}
	var made []*artifact
	for _, p := range built {
		made = append(made, &artifact{
			language: plan.Programs, pkg: p.Program.Name(), version: o.Version.String(), file: p.File, content: p.Content, program: p,
		})
	}
	return made, err
}

// programPackage describes a program for its bill of materials: a folder of the module in the root, at the tag of the version.
func (o Options) programPackage(p *program.Archive) attest.Package {
	return attest.Package{
		Ecosystem: attest.Go, Name: p.Info.Main.Path, Version: o.goVersion(), Program: strings.TrimPrefix(string(p.Program.Package), "./"),
		License: string(o.Project.License), Homepage: string(o.Project.Homepage), Repository: string(o.Project.Repository), Supplier: string(o.Project.Supplier),
	}
}

// linked are the modules in a program, and the standard library, by the name that databases of vulnerabilities have for it.
func linked(p *program.Archive) ([]attest.Dependency, error) {
	all := []attest.Dependency{{Name: "stdlib", Version: strings.TrimPrefix(p.Info.GoVersion, "go")}}
	for _, m := range p.Info.Deps {
		hash, err := attest.HexOf(m.Sum)
		if err != nil {
			return nil, err
		}
		all = append(all, attest.Dependency{Name: m.Path, Version: m.Version, DirHash: hash})
	}
	return all, nil
}

// programParameters are what a program was built with.
func programParameters(a *artifact) map[string]string {
	p := a.program
	return map[string]string{
		"package": string(p.Program.Package), "version": a.version, "platform": string(p.Platform), "toolchain": p.Info.GoVersion,
	}
}
