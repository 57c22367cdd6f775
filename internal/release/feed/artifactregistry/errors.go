package artifactregistry

import (
	"fmt"
	"strings"
	"time"

	"github.com/googleapis/gax-go/v2/apierror"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
)

// quotaWait is how long to wait for an exhausted quota if the service does not specify it. Quotas are per minute.
const quotaWait = 15 * time.Second

// wrong returns an error about a repository.
func (c *Client) wrong(r Repository, doing, what, advice string) *feed.Error {
	return &feed.Error{Feed: r.String(), Doing: doing, What: what, Advice: advice}
}

// explain turns an error of the service (https://google.aip.dev/193) into one with the command that fixes it.
func (c *Client) explain(r Repository, doing string, err error) *feed.Error {
	of := c.wrong(r, doing, feed.Line(c.source.Redact(status.Convert(err).Message())), "")
	of.Err = err
	var details apierror.ErrDetails
	if known, ok := apierror.FromError(err); ok {
		details = known.Details()
	}
	switch status.Code(err) {
	case codes.NotFound:
		of.What, of.Advice = "the repository does not exist", "create it: "+r.create()
	case codes.PermissionDenied:
		c.denied(of, r, details)
	case codes.Unauthenticated:
		of.What = fmt.Sprintf("the login of %s (%s) was refused: %s", c.source.Identity(), c.source.Where(), of.What)
		of.Advice = "run mage doctor -release"
	case codes.ResourceExhausted:
		of.Retry, of.RetryAfter = true, quotaWait
		of.Advice = "run again in a minute, or raise the quota of " + r.Project
	case codes.Unavailable, codes.DeadlineExceeded, codes.Aborted, codes.Internal:
		of.Retry, of.Advice = true, "run again"
	case codes.Unknown:
		of.What = feed.Line(c.source.Redact(err.Error())) // It does not come from the service.
	default:
		of.What = status.Code(err).String() + ": " + of.What
	}
	if wait := details.RetryInfo.GetRetryDelay(); of.Retry && wait.IsValid() {
		of.RetryAfter = max(wait.AsDuration(), 0)
	}
	return of
}

// denied explains a missing permission.
func (c *Client) denied(of *feed.Error, r Repository, details apierror.ErrDetails) {
	switch permission := details.ErrorInfo.GetMetadata()["permission"]; {
	case details.ErrorInfo.GetReason() == "SERVICE_DISABLED":
		of.What, of.Advice = "the API of Artifact Registry is not enabled", "gcloud services enable artifactregistry.googleapis.com --project="+r.Project
	case permission != "":
		of.What, of.Advice = c.lacks(r, feed.Line(c.source.Redact(permission)))+", or the repository does not exist", c.grant(r)
	default:
		of.What, of.Advice = fmt.Sprintf("%s may not: %s", c.source.Identity(), of.What), c.grant(r)
	}
}

// lacks names the missing permissions.
func (c *Client) lacks(r Repository, permissions ...string) string {
	return fmt.Sprintf("%s lacks %s on %s", c.source.Identity(), strings.Join(permissions, ", "), r.Name())
}

// grant returns the command that gives the caller all permissions for publishing.
func (c *Client) grant(r Repository) string {
	return "grant them: gcloud artifacts repositories add-iam-policy-binding " + r.flags() + " " + c.source.Identity().Flag() + " --role=roles/artifactregistry.writer"
}

// create returns the command that creates the repository.
func (r Repository) create() string {
	return "gcloud artifacts repositories create " + r.flags() + " --repository-format=" + string(r.Format)
}
