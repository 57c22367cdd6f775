package judge

import (
	"bytes"
	"encoding/json"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/diff"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/httproute"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
)

// Texts are what a verdict has to say.
type Texts struct {
	Proof   string // Proof is the evidence of the verdict: an example on the wire, a symbol, a request.
	Witness string // Witness is a message in ProtoJSON that was accepted and is rejected now.
	Curl    string // Curl is the command that sends the witness over REST.
	Hint    string
	Wording string // Wording is the message, if it is not made from the rule.

	// The fields below are for other formats and are not part of the JSON form.

	Why      string             // Why is the end of the message: the effect on users, and notes.
	Argument string             // Argument is the proof without Before and After, where it begins with them.
	OldRoute *httproute.Binding // OldRoute is the route that a change of routes is about; nil for other changes.
	NewRoute *httproute.Binding
}

// old and now return the element in each version, or nil.
func (c Change) old() schema.Element {
	if c.Difference == nil {
		return nil
	}
	return c.Difference.Old
}

func (c Change) now() schema.Element {
	if c.Difference == nil {
		return nil
	}
	return c.Difference.New
}

// Message returns what happened, followed by the effect on users.
func (c Change) Message() string {
	if c.Texts == nil {
		c.Texts = &Texts{}
	}
	if c.Wording != "" {
		return c.Wording
	}
	rule := ruleByID[c.Rule]
	if rule == nil {
		return c.Why
	}
	message := fill(rule.Message, c)
	if rule.Why != "" && c.Why != "" {
		return message + ": " + c.Why
	}
	return joined(message, c.Why)
}

// edit changes the texts of a change, of which other changes may have the same.
func (c *Change) edit(change func(*Texts)) {
	texts := *c.Texts
	change(&texts)
	c.Texts = &texts
}

// changeJSON is the JSON form of a change.
type changeJSON struct {
	Rule      RuleID        `json:"rule"`
	Element   string        `json:"element"`
	Kind      diff.Kind     `json:"kind"`
	Option    string        `json:"option,omitempty"`
	Old       *Position     `json:"old"`
	New       *Position     `json:"new"`
	Before    string        `json:"before"`
	After     string        `json:"after"`
	Level     version.Level `json:"level"`
	Breaks    SurfaceSet    `json:"breaks"`
	Proof     string        `json:"proof"`
	Witness   string        `json:"witness,omitempty"`
	Curl      string        `json:"curl,omitempty"`
	Message   string        `json:"message"`
	Hint      string        `json:"hint"`
	Suspicion bool          `json:"suspicion,omitempty"`
	Unstable  bool          `json:"unstable,omitempty"`
	Accepted  string        `json:"accepted,omitempty"`
	Services  []string      `json:"services,omitempty"`
}

// JSON returns the JSON form of the change, as a value that can be encoded.
func (c Change) JSON() any {
	if c.Texts == nil {
		c.Texts = &Texts{}
	}
	return changeJSON{
		c.Rule, c.Element, c.Kind, c.Option, c.Old, c.New, c.Before, c.After, c.Level, c.Breaks, c.Proof, c.Witness, c.Curl, c.Message(), c.Hint,
		c.Suspicion, c.Unstable, c.Accepted, c.Services,
	}
}

// MarshalJSON writes the JSON form.
func (c Change) MarshalJSON() ([]byte, error) {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false) // The encoder around it decides.
	err := encoder.Encode(c.JSON())
	return out.Bytes(), err
}

// UnmarshalJSON reads the JSON form.
func (c *Change) UnmarshalJSON(text []byte) error {
	var read changeJSON
	if err := json.Unmarshal(text, &read); err != nil {
		return err
	}
	*c = Change{
		Rule: read.Rule, Element: read.Element, Kind: read.Kind, Option: read.Option, Old: read.Old, New: read.New, Before: read.Before,
		After: read.After, Level: read.Level, Breaks: read.Breaks, Suspicion: read.Suspicion, Unstable: read.Unstable, Accepted: read.Accepted,
		Services: read.Services,
		Texts:    &Texts{Proof: read.Proof, Witness: read.Witness, Curl: read.Curl, Wording: read.Message, Hint: read.Hint},
	}
	return nil
}
