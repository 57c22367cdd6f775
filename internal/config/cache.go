package config

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
)

// Cache is where machines share what they have generated.
type Cache struct {
	URL BucketURL `yaml:"url" jsonschema_description:"The bucket: s3://NAME?region=…, gs://NAME or file:///FOLDER, with the parameters of gocloud.dev/blob; prefix=FOLDER/ names a folder in it. Without rights to write it is only read."`
}

// BucketURL is the address of a bucket. It carries no credentials: the libraries of the providers find these as they do everywhere.
type BucketURL string

// bucketParameters are the parameters of the address of a bucket, by its scheme. Those that name a key, a profile's secret or another
// signer are left out.
var bucketParameters = map[string][]string{
	"file": {"prefix", "dir_file_mode"},
	"gs":   {"prefix", "anonymous", "universe_domain"},
	"s3": {
		"prefix", "anonymous", "region", "endpoint", "profile", "use_path_style", "s3ForcePathStyle", "hostname_immutable", "accelerate", "dualstack",
		"fips", "role", "ssetype", "kmskeyid", "request_checksum_calculation", "response_checksum_validation", "rate_limiter_capacity",
	},
}

// Scheme is what comes before ://, s3, gs or file.
func (u BucketURL) Scheme() string {
	scheme, _, _ := strings.Cut(string(u), "://")
	return scheme
}

// UnmarshalText implements [encoding.TextUnmarshaler].
func (u *BucketURL) UnmarshalText(b []byte) error {
	parsed, err := url.Parse(string(b))
	if err != nil || bucketParameters[parsed.Scheme] == nil {
		return &hiddenError{"want s3://NAME?region=…, gs://NAME or file:///FOLDER"}
	}
	query, err := url.ParseQuery(parsed.RawQuery)
	switch {
	case parsed.User != nil || parsed.Fragment != "" || err != nil:
		return &hiddenError{"the address of a bucket has no user, password or fragment: credentials come from the environment"}
	case parsed.Scheme == "file" && (parsed.Host != "" || !strings.HasPrefix(parsed.Path, "/") || parsed.Path == "/"):
		return fmt.Errorf("want a folder from the root, such as file:///srv/cache")
	case parsed.Scheme != "file" && (parsed.Host == "" || strings.Trim(parsed.Path, "/") != ""):
		return fmt.Errorf("want the name of a bucket alone; ?prefix=FOLDER/ names a folder in it")
	}
	for name, values := range query {
		if !slices.Contains(bucketParameters[parsed.Scheme], name) || len(values) != 1 {
			return &hiddenError{fmt.Sprintf("%.40q is no parameter of a bucket of %s, or stands there twice; allowed once each: %s; credentials come from the environment",
				name, parsed.Scheme, strings.Join(bucketParameters[parsed.Scheme], ", "))}
		}
	}
	if prefix := query.Get("prefix"); strings.HasPrefix(prefix, "/") || strings.Contains(prefix, "..") {
		return fmt.Errorf("prefix: want a folder in the bucket, such as prefix=sdks/")
	}
	if endpoint := query.Get("endpoint"); endpoint != "" {
		if err := checkEndpoint(endpoint); err != nil {
			return err
		}
	}
	*u = BucketURL(b)
	return nil
}

// checkEndpoint reports an address of a service that others could speak for, or that has credentials.
func checkEndpoint(endpoint string) error {
	parsed, err := url.Parse(endpoint)
	switch {
	case err != nil || parsed.User != nil || parsed.RawQuery != "" || parsed.Fragment != "":
		return &hiddenError{"endpoint: an address has no user, password, query or fragment: credentials come from the environment"}
	case parsed.Host == "" || parsed.Scheme != "https" && (parsed.Scheme != "http" || !slices.Contains(loopback, parsed.Hostname())):
		return fmt.Errorf("endpoint: want https://HOST, or http:// on this machine")
	}
	return nil
}
