package artifactregistry

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"cloud.google.com/go/artifactregistry/apiv1/artifactregistrypb"
)

// Format is the package format of a repository, as in its address.
type Format string

// The formats of the releases.
const (
	NPM    Format = "npm"
	Python Format = "python"
	Go     Format = "go"
)

// formats are the names of the formats in the service.
var formats = map[Format]artifactregistrypb.Repository_Format{
	NPM:    artifactregistrypb.Repository_NPM,
	Python: artifactregistrypb.Repository_PYTHON,
	Go:     artifactregistrypb.Repository_GO,
}

// Repository identifies a repository.
type Repository struct {
	Format   Format
	Location string // Location is a region or a multi-region, such as europe-west3 or us.
	Project  string
	ID       string
}

const domain = ".pkg.dev"

var (
	hostPattern    = regexp.MustCompile(`^([a-z]+(?:-[a-z]+[0-9]+)?)-(npm|python|go)\.pkg\.dev$`)
	projectPattern = regexp.MustCompile(`^[a-z][a-z0-9-]{4,28}[a-z0-9]$`)
	idPattern      = regexp.MustCompile(`^[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$`)
)

// Parse parses the address of a feed: https://LOCATION-FORMAT.pkg.dev/PROJECT/REPOSITORY/, to which a Python index adds simple/. It
// returns false for other registries, and an error for a malformed address of this one.
func Parse(address string) (r Repository, ours bool, err error) {
	u, err := url.Parse(address)
	if err != nil {
		return Repository{}, false, nil //nolint:nilerr // Its owner reports what is wrong with it.
	}
	if !strings.HasSuffix(strings.ToLower(u.Hostname()), domain) {
		return Repository{}, false, nil
	}
	host := hostPattern.FindStringSubmatch(u.Host)
	if u.Scheme != "https" || u.User != nil || u.RawQuery != "" || u.Fragment != "" || host == nil {
		return Repository{}, true, wrongAddress(u)
	}
	r = Repository{Location: host[1], Format: Format(host[2])}
	path := strings.Split(strings.TrimSuffix(strings.TrimPrefix(u.EscapedPath(), "/"), "/"), "/")
	if r.Format == Python && len(path) == 3 && path[2] == "simple" {
		path = path[:2]
	}
	if len(path) != 2 || !projectPattern.MatchString(path[0]) || !idPattern.MatchString(path[1]) {
		return Repository{}, true, wrongAddress(u)
	}
	r.Project, r.ID = path[0], path[1]
	return r, true, nil
}

func wrongAddress(u *url.URL) error {
	return fmt.Errorf("%s%s is not the address of a repository: want https://LOCATION-FORMAT%s/PROJECT/REPOSITORY/ with npm, python or go as the format", u.Host, u.Path, domain)
}

// Name returns the resource name.
func (r Repository) Name() string {
	return "projects/" + r.Project + "/locations/" + r.Location + "/repositories/" + r.ID
}

func (r Repository) String() string {
	return r.Location + "-" + string(r.Format) + domain + "/" + r.Project + "/" + r.ID
}

// flags returns the arguments that name the repository to gcloud artifacts repositories.
func (r Repository) flags() string {
	return r.ID + " --project=" + r.Project + " --location=" + r.Location
}

// version returns the resource name of a version.
func (r Repository) version(pkg, version string) string {
	return r.pkg(pkg) + "/versions/" + escape(version)
}

// pkg returns the resource name of a package.
func (r Repository) pkg(name string) string {
	if r.Format == Python {
		name = strings.ToLower(separators.ReplaceAllString(name, "-")) // PEP 503
	}
	return r.Name() + "/packages/" + escape(name)
}

var separators = regexp.MustCompile(`[-_.]+`)

// escape escapes the name of a package or version as one segment, as gcloud does.
func escape(id string) string { return escapes.Replace(id) }

var escapes = strings.NewReplacer("/", "%2F", "+", "%2B", "^", "%5E")
