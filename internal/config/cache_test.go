package config

import (
	"strings"
	"testing"
)

func TestBucketURL(t *testing.T) {
	for address, want := range map[string]string{
		"s3://bucket": "", "gs://bucket?prefix=sdks/": "", "file:///srv/cache": "",
		"s3://bucket?region=eu-central-1&endpoint=https://s3.example.com&s3ForcePathStyle=true": "",
		"s3://bucket?endpoint=http://127.0.0.1:9000":                                            "",
		"https://bucket":                              "want s3://",
		"bucket":                                      "want s3://",
		"azblob://bucket":                             "want s3://",
		"s3://":                                       "the name of a bucket alone",
		"s3://bucket/folder":                          "prefix=FOLDER/",
		"s3://planted:planted@bucket":                 "no user, password",
		"gs://bucket#planted":                         "no user, password or fragment",
		"file://host/srv":                             "a folder from the root",
		"file:///":                                    "a folder from the root",
		"s3://bucket?secret_access_key=planted":       "credentials come from the environment",
		"gs://bucket?private_key_path=/planted":       "is no parameter of a bucket of gs",
		"file:///srv?secret_key_path=/planted":        "is no parameter of a bucket of file",
		"s3://bucket?region=a&region=b":               "stands there twice",
		"s3://bucket?disable_https=true":              "is no parameter",
		"s3://bucket?endpoint=http://s3.example.com":  "want https://HOST",
		"s3://bucket?endpoint=https://a:planted@host": "no user, password",
		"gs://bucket?prefix=../other":                 "want a folder in the bucket",
	} {
		var u BucketURL
		err := u.UnmarshalText([]byte(address))
		if want == "" {
			if err != nil || string(u) != address {
				t.Errorf("%s: %v", address, err)
			}
			continue
		}
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "planted") || u != "" {
			t.Errorf("%s: got %v, want %q", address, err, want)
		}
	}
}
