/** Where the API is. What generates the client knows it. */
export declare const production: { readonly grpc: string; readonly rest: string };
