/**
 * Returns the base of all URLs of an endpoint, without a slash at the end.
 *
 * @param fallback is the endpoint of production.
 * @param bare is the scheme of an endpoint that has none, as gRPC writes them; undefined where it has to have one.
 */
export function baseUrl({ endpoint, insecure }, fallback, bare) {
    const written = endpoint ?? fallback;
    const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(written);
    if (!hasScheme && bare === undefined) {
        throw new TypeError(`the endpoint ${quote(written)} has no scheme, so it is one of gRPC, and this client speaks REST: ` +
            `write https://…, or use the transport of "./client/grpc"`);
    }
    let url;
    try {
        url = new URL(hasScheme ? written : `${bare ?? "https"}://${written}`);
    }
    catch {
        throw new TypeError(`the endpoint ${quote(written)} is no URL: write it as in ${fallback}`);
    }
    if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") {
        throw new TypeError(`the endpoint of host ${url.host} has a user, a query or a fragment: write it as in ${fallback}`);
    }
    switch (url.protocol) {
        case "https:":
            break;
        case "http:":
            if (!insecure && !isLoopback(url.hostname)) {
                throw new TypeError(`the endpoint ${quote(written)} is another machine and has no TLS, so everybody on the way could read the key: ` +
                    `use https, or set insecure in a network that you trust`);
            }
            break;
        default:
            throw new TypeError(`the endpoint ${quote(written)} has a scheme that is neither https nor http`);
    }
    return url.origin + url.pathname.replace(/\/+$/, "");
}
function isLoopback(host) {
    return host === "localhost" || host.endsWith(".localhost") || host === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(host);
}
function quote(endpoint) {
    return JSON.stringify(endpoint.replace(/[^/]*@/, "…@").slice(0, 200));
}
