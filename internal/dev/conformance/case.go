package conformance

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v3"
)

// JSON is any value of JSON, in YAML too. Times in YAML stay texts.
type JSON = json.RawMessage

// Case is a case of the file: what the server does, what a runner does, and what should come of it.
type Case struct {
	Name   string            `yaml:"name"`
	Why    string            `yaml:"why"` // Why is what a user would lose, where the name doesn't say it.
	Env    map[string]string `yaml:"env"`
	Client Client            `yaml:"client"`
	// Anonymous and NoAccount leave out the key and the account of the emulator, which a client gets if it has none of its own.
	Anonymous bool       `yaml:"anonymous"`
	NoAccount bool       `yaml:"no_account"`
	Server    Server     `yaml:"server"`
	Steps     []CaseStep `yaml:"steps"`
	// Calls are what the emulator recorded, from the first to the last, unless the network kept it.
	Calls []Value `yaml:"calls"`
	// Requests is how many requests reached the network: calls over gRPC, HTTP over REST. Nil is any number.
	Requests *int     `yaml:"requests"`
	Headers  Value    `yaml:"headers"` // Headers are those of every request, by their names in lower case.
	REST     []Target `yaml:"rest"`    // REST are what the requests over REST were, from the first to the last.

	Line int `yaml:"-"`
}

// Server is what the server does in a case.
type Server struct {
	Speed   float64   `yaml:"speed"`   // Speed is how fast the clock of the emulator runs; 1 if absent.
	Seed    []Seed    `yaml:"seed"`    // Seed are entities besides those that the emulator has.
	Faults  []Value   `yaml:"faults"`  // Faults are those of the emulator, as docs/emulator.md has them.
	Answers []Answer  `yaml:"answers"` // Answers take the place of what the emulator would do, each once and in this order.
	Network []Trouble `yaml:"network"` // Network is what happens to the requests on their way, one after the other.
	Refuse  bool      `yaml:"refuse"`  // Refuse lets nobody listen at the endpoint.
}

// Seed is entities of a kind. In the texts of the entity, {n} is the number from 1 on, and {uuid} an ID made of it.
type Seed struct {
	Kind   string `yaml:"kind"`
	Count  int    `yaml:"count"` // Count is 1 if absent.
	Entity Value  `yaml:"entity"`
}

// Answer is a response to a call of a method.
type Answer struct {
	RPC      string `yaml:"rpc"`
	Response Value  `yaml:"response"`
	Newer    bool   `yaml:"newer"`  // Newer adds a field that no client knows, as a newer server would.
	Repeat   int    `yaml:"repeat"` // Repeat writes every item of the list items so often.
}

// Trouble is what happens to a request on its way.
type Trouble struct {
	Times int `yaml:"times"` // Times is how many requests it happens to; 1 if absent.

	Pass bool `yaml:"pass"` // Pass lets nothing happen.
	// Drop closes the connection: before the emulator has the "request", or before the client has the "answer".
	Drop string `yaml:"drop"`

	Status   int               `yaml:"status"` // Status answers with HTTP, as a proxy might, in the place of the emulator.
	Headers  map[string]string `yaml:"headers"`
	Body     string            `yaml:"body"`
	Fill     int               `yaml:"fill"`     // Fill makes the body so many bytes long.
	Truncate bool              `yaml:"truncate"` // Truncate closes the connection in the middle of the body.

	Replace map[string]string `yaml:"replace"` // Replace replaces texts in the answers of the emulator over REST.
}

// Target is what was asked for over REST.
type Target struct {
	Verb  string `yaml:"verb"`
	Path  string `yaml:"path"`  // Path is as it was sent, escaped.
	Query Value  `yaml:"query"` // Query has a list of values for each name.
	Body  Value  `yaml:"body"`
}

// CaseStep is a step of a case. Exactly one of Call, All, Wait, Gone and Changes is its verb.
type CaseStep struct {
	Call    string `yaml:"call"`    // Call is a method, as in cluster.v1.ClusterService/ListClusters.
	All     string `yaml:"all"`     // All is the method whose list is gone through.
	Wait    string `yaml:"wait"`    // Wait is the method that reads what is waited for.
	Gone    string `yaml:"gone"`    // Gone is the method that reads what is waited for to be gone.
	Changes string `yaml:"changes"` // Changes is the type of a message, as in cluster.v1.Cluster.

	Request     Value    `yaml:"request"`
	TimeoutMS   *int     `yaml:"timeout_ms"`
	Retries     *bool    `yaml:"retries"`
	CancelMS    int      `yaml:"cancel_ms"`
	PageSize    int      `yaml:"page_size"`
	Take        int      `yaml:"take"`
	CancelAfter int      `yaml:"cancel_after"`
	IntervalMS  int      `yaml:"interval_ms"`
	Until       []string `yaml:"until"`
	ID          string   `yaml:"id"`
	Before      Value    `yaml:"before"`
	After       Value    `yaml:"after"`

	// Want is the outcome. Of objects it may have a part; null is for keys that must be absent. A text that begins with ~ is a
	// regular expression. Without error in it, the step must not fail.
	Want Value `yaml:"want"`
	// Took are the least and the most milliseconds that the step may take.
	Took []float64 `yaml:"took"`
}

// Value is a value of JSON in a file of YAML.
type Value struct{ JSON }

// UnmarshalYAML reads any value. Times stay texts.
func (v *Value) UnmarshalYAML(node *yaml.Node) error {
	value, err := plain(node)
	if err != nil {
		return err
	}
	v.JSON, err = json.Marshal(value)
	return err
}

func plain(node *yaml.Node) (any, error) {
	switch node.Kind {
	case yaml.AliasNode:
		return plain(node.Alias)
	case yaml.SequenceNode:
		list := make([]any, len(node.Content))
		for i, item := range node.Content {
			var err error
			if list[i], err = plain(item); err != nil {
				return nil, err
			}
		}
		return list, nil
	case yaml.MappingNode:
		object := map[string]any{}
		for i := 0; i < len(node.Content); i += 2 {
			key := node.Content[i]
			if _, twice := object[key.Value]; twice {
				return nil, fmt.Errorf("line %d: the key %q stands here twice", key.Line, key.Value)
			}
			value, err := plain(node.Content[i+1])
			if err != nil {
				return nil, err
			}
			object[key.Value] = value
		}
		return object, nil
	}
	if tag := node.ShortTag(); tag == "!!str" || tag == "!!timestamp" {
		return node.Value, nil
	}
	var value any
	err := node.Decode(&value)
	return value, err
}

// lineOfYAML finds the line in an error of the YAML library.
var lineOfYAML = regexp.MustCompile(`^(?:yaml: )?(?:unmarshal errors:\s*)?line (\d+): `)

// Parse reads the cases. The variables are names that stand as ${name} in the file. A mistake is an error with the file and the
// line.
func Parse(file string, content []byte, variables map[string]string) ([]Case, error) {
	for name, value := range variables {
		content = bytes.ReplaceAll(content, []byte("${"+name+"}"), []byte(value))
	}
	var cases []Case
	decoder := yaml.NewDecoder(bytes.NewReader(content))
	decoder.KnownFields(true)
	if err := decoder.Decode(&cases); err != nil {
		text := strings.TrimSpace(err.Error())
		if at := lineOfYAML.FindStringSubmatchIndex(text); at != nil {
			return nil, fmt.Errorf("%s:%s: %s", file, text[at[2]:at[3]], text[at[1]:])
		}
		return nil, fmt.Errorf("%s: %s", file, text)
	}
	if err := decoder.Decode(new(any)); !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("%s: want one document, a list of cases", file)
	}
	var document yaml.Node
	if err := yaml.Unmarshal(content, &document); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	lines := map[string]int{}
	for i := range cases {
		c := &cases[i]
		c.Line = document.Content[0].Content[i].Line
		if first, twice := lines[c.Name]; twice {
			return nil, fmt.Errorf("%s:%d: the case %q stands in line %d already", file, c.Line, c.Name, first)
		}
		lines[c.Name] = c.Line
		if err := c.check(); err != nil {
			return nil, fmt.Errorf("%s:%d: %s: %w", file, c.Line, c.Name, err)
		}
	}
	return cases, nil
}

// nameOfCase is an area and what is about it: retry/two failures.
var nameOfCase = regexp.MustCompile(`^[a-z]+/[a-z0-9 ]+$`)

func (c *Case) check() error {
	switch {
	case !nameOfCase.MatchString(c.Name):
		return fmt.Errorf("the name: want an area and what the case is about in small letters, as in %q", "retry/two failures")
	case len(c.Steps) == 0:
		return errors.New("steps: it has none")
	}
	for i, trouble := range c.Server.Network {
		if err := trouble.check(); err != nil {
			return fmt.Errorf("server.network[%d]: %w", i, err)
		}
	}
	for i, step := range c.Steps {
		if err := step.check(); err != nil {
			return fmt.Errorf("steps[%d]: %w", i, err)
		}
	}
	return nil
}

func (t *Trouble) check() error {
	ways := 0
	for _, set := range []bool{t.Pass, t.Drop != "", t.Status != 0, t.Replace != nil} {
		if set {
			ways++
		}
	}
	switch {
	case ways != 1:
		return errors.New("want one of pass, drop, status and replace")
	case t.Drop != "" && t.Drop != dropRequest && t.Drop != dropAnswer:
		return fmt.Errorf("drop is %q: want %s or %s", t.Drop, dropRequest, dropAnswer)
	}
	return nil
}

func (s *CaseStep) check() error {
	verb, _ := s.verb()
	switch {
	case verb == "":
		return errors.New("want one of call, all, wait, gone and changes")
	case s.Want.JSON == nil && s.Took == nil:
		return errors.New("want: say what should come of it")
	case s.Took != nil && len(s.Took) != 2:
		return errors.New("took: want the least and the most milliseconds, as in [0, 500]")
	}
	return nil
}

// verb returns the only verb of a step and what it is about, or nothing.
func (s *CaseStep) verb() (verb, about string) {
	for _, v := range []struct{ name, about string }{
		{"call", s.Call}, {"all", s.All}, {"wait", s.Wait}, {"gone", s.Gone}, {"changes", s.Changes},
	} {
		if v.about == "" {
			continue
		}
		if verb != "" {
			return "", ""
		}
		verb, about = v.name, v.about
	}
	return verb, about
}

// strictly reads JSON into a struct that has all of its keys.
func strictly(encoded []byte, into any) error {
	decoder := json.NewDecoder(bytes.NewReader(encoded))
	decoder.DisallowUnknownFields()
	return decoder.Decode(into)
}
