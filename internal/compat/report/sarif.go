package report

import (
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"path"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/judge"
)

const (
	sarifVersion = "2.1.0"
	sarifSchema  = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

	// fingerprint names the way in which fingerprints are made; another way needs another name.
	fingerprint = "change/v1"
)

type sarifLog struct {
	Schema  string     `json:"$schema"`
	Version string     `json:"version"`
	Runs    []sarifRun `json:"runs"`
}

type sarifRun struct {
	Tool       sarifTool       `json:"tool"`
	Results    []sarifResult   `json:"results"`
	ColumnKind string          `json:"columnKind"`
	Properties sarifProperties `json:"properties"`
}

type sarifProperties struct {
	Base  string `json:"base"`
	Head  string `json:"head"`
	Level string `json:"level"`
}

type sarifTool struct {
	Driver sarifDriver `json:"driver"`
}

type sarifDriver struct {
	Name           string      `json:"name"`
	InformationURI string      `json:"informationUri"`
	Rules          []sarifRule `json:"rules"`
}

type sarifRule struct {
	ID                   string     `json:"id"`
	ShortDescription     sarifText  `json:"shortDescription"`
	FullDescription      sarifText  `json:"fullDescription"`
	Help                 sarifText  `json:"help"`
	DefaultConfiguration sarifLevel `json:"defaultConfiguration"`
}

type sarifLevel struct {
	Level severity `json:"level"`
}

type sarifText struct {
	Text string `json:"text"`
}

type sarifResult struct {
	RuleID              string             `json:"ruleId"`
	RuleIndex           *int               `json:"ruleIndex,omitempty"`
	Level               severity           `json:"level"`
	Message             sarifText          `json:"message"`
	Locations           []sarifLocation    `json:"locations"`
	RelatedLocations    []sarifLocation    `json:"relatedLocations,omitempty"`
	PartialFingerprints map[string]string  `json:"partialFingerprints"`
	Suppressions        []sarifSuppression `json:"suppressions,omitempty"`
}

type sarifLocation struct {
	ID       *int           `json:"id,omitempty"`
	Physical *sarifPhysical `json:"physicalLocation,omitempty"`
	Logical  []sarifLogical `json:"logicalLocations,omitempty"`
	Message  *sarifText     `json:"message,omitempty"`
}

type sarifPhysical struct {
	Artifact sarifArtifact `json:"artifactLocation"`
	Region   *sarifRegion  `json:"region,omitempty"`
}

type sarifArtifact struct {
	URI string `json:"uri"`
}

type sarifRegion struct {
	StartLine int `json:"startLine"`
}

type sarifLogical struct {
	FullyQualifiedName string `json:"fullyQualifiedName"`
}

type sarifSuppression struct {
	Kind          string `json:"kind"`
	Status        string `json:"status"`
	Justification string `json:"justification"`
}

// writeSARIF writes a SARIF log for code scanners. An accepted break is suppressed, with its reason.
func writeSARIF(out *buffer, r *judge.Report, o Options) error {
	run := sarifRun{
		Tool: sarifTool{sarifDriver{
			Name: "compat", InformationURI: "https://github.com/qdrant/qdrant-cloud-public-api", Rules: []sarifRule{},
		}},
		Results: []sarifResult{}, ColumnKind: "unicodeCodePoints",
	}
	run.Properties.Base, run.Properties.Head = title(r)
	run.Properties.Level = r.Level.String()
	places := map[judge.RuleID]int{}
	for i, rule := range judge.Rules() {
		places[rule.ID] = i
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, ruleOf(rule))
	}
	hushed := noise{}
	return encode(out, sarifLog{sarifSchema, sarifVersion, []sarifRun{run}}, "results", "      ", func(yield func(any) bool) {
		for _, c := range worstFirst(r.Changes) {
			if !o.All && hushed.take(c) {
				continue
			}
			result := resultOf(c, o)
			if place, known := places[c.Rule]; known {
				result.RuleIndex = &place
			}
			if !yield(result) {
				return
			}
		}
	})
}

func ruleOf(rule judge.Rule) sarifRule {
	level := note
	var always, depends []string
	for _, surface := range judge.Surfaces() {
		switch rule.Effect(surface) {
		case judge.Always:
			always = append(always, string(surface))
		case judge.Depends:
			depends = append(depends, string(surface))
		case judge.Never:
		}
	}
	effects := []string{}
	if len(always) > 0 {
		effects = append(effects, "breaks "+list(always))
		level = severe
	}
	if len(depends) > 0 {
		effects = append(effects, "can break "+list(depends))
	}
	if len(effects) == 0 {
		effects = append(effects, "breaks nobody")
	}
	full := rule.Meaning + ": " + strings.Join(effects, ", ") + "."
	if rule.If != "" {
		full += " If " + rule.If + "."
	}
	help := rule.Hint
	if help == "" {
		help = full
	}
	return sarifRule{string(rule.ID), sarifText{rule.Meaning}, sarifText{full}, sarifText{help}, sarifLevel{level}}
}

func resultOf(c *judge.Change, o Options) sarifResult {
	result := sarifResult{
		RuleID: string(c.Rule), Level: severityOf(c), Message: sarifText{explanation(c)}, PartialFingerprints: map[string]string{fingerprint: fingerprintOf(c)},
		Locations: []sarifLocation{{Physical: physical(o.annotated(c)), Logical: []sarifLogical{{c.Element}}}},
	}
	if before := physical(o.oldPlace(c)); before != nil {
		id := 1
		result.RelatedLocations = []sarifLocation{{ID: &id, Physical: before, Message: &sarifText{"before"}}}
	}
	if c.Accepted != "" {
		result.Suppressions = []sarifSuppression{{"external", "accepted", c.Accepted}}
	}
	return result
}

func physical(p *judge.Position) *sarifPhysical {
	if p == nil {
		return nil
	}
	at := url.URL{Path: p.File}
	if path.IsAbs(p.File) {
		at.Scheme = "file"
	}
	found := &sarifPhysical{Artifact: sarifArtifact{at.String()}}
	if p.Line > 0 {
		found.Region = &sarifRegion{p.Line}
	}
	return found
}

// fingerprintOf returns a fingerprint of a change that stays the same when lines move.
func fingerprintOf(c *judge.Change) string {
	hash := sha256.Sum256([]byte(strings.Join([]string{string(c.Rule), string(c.Kind), c.Option, c.Element, c.Before, c.After}, "\x00")))
	return hex.EncodeToString(hash[:16])
}
