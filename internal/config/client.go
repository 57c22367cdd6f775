package config

// Client is what the clients of the SDKs have beyond what the contract says.
type Client struct {
	Groups  []Word `yaml:"groups,omitempty" jsonschema_description:"The first parts of package names that make a group of services: with serverless, qdrant.cloud.serverless.space.v1.SpaceService is client.serverless.spaces."`
	Waits   []Wait `yaml:"waits,omitempty" jsonschema_description:"What has a life that users wait for. Every value of the phase stands in one of the lists, but for the unspecified one, which is pending."`
	Settled []Text `yaml:"settled,omitempty" jsonschema_description:"The full names of enums of a phase or status that nobody waits for. Generation stops at one that is neither here nor in waits."`
}

// Wait says when waiting for a resource is over.
type Wait struct {
	Method  Text   `yaml:"method" jsonschema_description:"The full name of the method that reads the resource, or lists it where no method reads one."`
	Phase   Text   `yaml:"phase" jsonschema_description:"The path of the phase in the response: cluster.state.phase, or items.status in a list."`
	Success []Text `yaml:"success" jsonschema_description:"The values with which waiting ends well."`
	Failure []Text `yaml:"failure" jsonschema_description:"The values that do not lead to success any more."`
	Pending []Text `yaml:"pending" jsonschema_description:"The values with which waiting goes on."`

	Line int `yaml:"-" json:"-"` // Line is where the entry begins.
}
