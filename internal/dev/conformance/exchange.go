package conformance

// Task is a case as a runner gets it. Keys that are absent are not passed on to the client.
type Task struct {
	Name     string            `json:"name"`
	Endpoint string            `json:"endpoint"` // Endpoint is http://127.0.0.1:PORT, of gRPC and of REST.
	Env      map[string]string `json:"env"`      // Env are variables of the environment.
	Client   Client            `json:"client"`
	Steps    []Step            `json:"steps"`
}

// Client is how a client is made.
type Client struct {
	// NoEndpoint makes the client without an endpoint: the environment has it.
	NoEndpoint bool   `json:"noEndpoint,omitempty" yaml:"no_endpoint"`
	APIKey     string `json:"apiKey,omitempty" yaml:"api_key"`
	Token      string `json:"token,omitempty" yaml:"token"`
	// Tokens are those of a token source, one after the other; the last one stays.
	Tokens    []string `json:"tokens,omitempty" yaml:"tokens"`
	AccountID string   `json:"accountId,omitempty" yaml:"account_id"`
	TimeoutMS *int     `json:"timeoutMs,omitempty" yaml:"timeout_ms"` // TimeoutMS is the default deadline; 0 is none.
	Retries   *bool    `json:"retries,omitempty" yaml:"retries"`      // Retries that are false are switched off.
	UserAgent string   `json:"userAgent,omitempty" yaml:"user_agent"` // UserAgent is the prefix of the program.
	// Refuse installs a validator that refuses every request with the text "refused by the validator".
	Refuse bool `json:"refuse,omitempty" yaml:"refuse"`
}

// Step is something that a runner does with the client.
type Step struct {
	Verb string `json:"verb"` // Verb is call, all, wait or changes.
	// RPC is the full name, as in /qdrant.cloud.cluster.v1.ClusterService/ListClusters.
	RPC      string   `json:"rpc,omitempty"`
	Accessor []string `json:"accessor,omitempty"` // Accessor leads from the client to the service: ["serverless", "spaces"].
	Method   string   `json:"method,omitempty"`   // Method is that of the verb: list, all, wait_environment, wait_gone.
	Request  JSON     `json:"request,omitempty"`  // Request is the request; an empty one if absent.

	TimeoutMS *int  `json:"timeoutMs,omitempty"` // TimeoutMS is the deadline of this call, or of the whole wait; 0 is none.
	Retries   *bool `json:"retries,omitempty"`   // Retries that are false are switched off for this call.
	CancelMS  int   `json:"cancelMs,omitempty"`  // CancelMS cancels the call after so long, from outside.

	PageSize int `json:"pageSize,omitempty"` // PageSize is the option of an iterator.
	Take     int `json:"take,omitempty"`     // Take leaves an iterator after so many items.
	// CancelAfter cancels the context of an iterator after so many items, and takes the next.
	CancelAfter int `json:"cancelAfter,omitempty"`

	IntervalMS int `json:"intervalMs,omitempty"` // IntervalMS is the first pause of a wait.
	// Until are the names of the values that take the place of those of success.
	Until []string `json:"until,omitempty"`
	ID    string   `json:"id,omitempty"` // ID is of what a wait on a list waits for.

	Type   string `json:"type,omitempty"`   // Type is the full name of the messages of changes.
	Before JSON   `json:"before,omitempty"` // Before is what was read.
	After  JSON   `json:"after,omitempty"`  // After is what it has become.
}

// Outcome is what came of a step.
type Outcome struct {
	// Response is that of a call, or the resource that a wait ended with (none for gone).
	Response JSON     `json:"response,omitempty"`
	Items    []JSON   `json:"items,omitempty"`    // Items are what an iterator gave, also before an error.
	Progress []JSON   `json:"progress,omitempty"` // Progress are the resources that the callback of a wait got.
	Paths    []string `json:"paths,omitempty"`    // Paths are those of the field mask.
	Request  JSON     `json:"request,omitempty"`  // Request is the request message after the step: nobody may have changed it.
	Error    *Failure `json:"error,omitempty"`

	// Attempts are the codes of the log hook, as in ["UNAVAILABLE", "OK"], of this step.
	Attempts []string `json:"attempts,omitempty"`
	TookMS   float64  `json:"tookMs"`          // TookMS is how long the step took.
	Texts    []string `json:"texts,omitempty"` // Texts are whatever a person or a log might see.
}

// Failure is an error as a user of the client sees it. Keys without a value may be absent.
type Failure struct {
	// Kind is api for the typed error of a call, wait for the error of a wait that failed, and other for anything else, as a
	// configuration that makes no client.
	Kind string `json:"kind"`
	// Code is the name of a gRPC status, as in NOT_FOUND; CANCELLED also for the language's own form of it.
	Code string `json:"code,omitempty"`
	// Classes are the codes whose class or sentinel the error matches (errors.Is, isinstance, instanceof), of those that the
	// language has.
	Classes []string `json:"classes,omitempty"`
	Message string   `json:"message,omitempty"` // Message is the text of the server, or of any other error.
	// Method is the full name, as RPC of the step, with or without the slash at the front.
	Method     string            `json:"method,omitempty"`
	TraceID    string            `json:"traceId,omitempty"`
	Violations []Violation       `json:"violations,omitempty"`
	RetryMS    float64           `json:"retryMs,omitempty"` // RetryMS is the delay that the server asks for.
	Reason     string            `json:"reason,omitempty"`
	Domain     string            `json:"domain,omitempty"`
	Metadata   map[string]string `json:"metadata,omitempty"`
	Links      []Link            `json:"links,omitempty"`
	Last       JSON              `json:"last,omitempty"` // Last is the resource of a failed wait.
}

// Violation is a field that is wrong.
type Violation struct {
	Field       string `json:"field"`
	Description string `json:"description"`
}

// Link is a link to help.
type Link struct {
	Description string `json:"description"`
	URL         string `json:"url"`
}

// Done is what a runner sends when it has taken all steps of a task.
type Done struct {
	Outcomes []Outcome `json:"outcomes"`
}
