// A certified OpenID provider for the tests: started with its whole configuration on standard input.
// Whoever comes to it is somebody at once; `POST /test/who` says who, at which level.
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import Provider from "oidc-provider";

const asked = JSON.parse(readFileSync(0, "utf-8"));
let who = { sub: "nobody", acr: "substantial" };

const provider = new Provider(asked.issuer, {
  clients: asked.clients,
  jwks: asked.jwks,
  acrValues: ["low", "substantial", "high"],
  claims: { openid: ["sub"], acr: null, sid: null, auth_time: null, iss: null },
  cookies: { keys: ["for the tests alone"] },
  pkce: { required: () => true },
  clientAuthMethods: ["private_key_jwt"],
  enabledJWA: { clientAuthSigningAlgValues: ["RS256", "ES256", "PS256"], idTokenSigningAlgValues: ["RS256", "PS256", "ES256"] },
  features: {
    devInteractions: { enabled: false },
    backchannelLogout: { enabled: true },
    rpInitiatedLogout: { enabled: true },
  },
  // We are on this machine too, where the provider would otherwise not call.
  fetch: (url, { dispatcher, ...options }) => fetch(url, options),
  findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
  interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
});

provider.on("backchannel.error", (_context, error) => console.error(error));

provider.use(async (context, next) => {
  if (context.path === "/test/who") {
    let text = "";
    for await (const piece of context.req) text += piece;
    who = JSON.parse(text);
    context.status = 204;
    return;
  }
  if (context.path.startsWith("/interaction/")) {
    const interaction = await provider.interactionDetails(context.req, context.res);
    const grant = new provider.Grant({ accountId: who.sub, clientId: interaction.params.client_id });
    grant.addOIDCScope("openid profile");
    grant.addOIDCClaims(["acr", "sid"]);
    await provider.interactionFinished(context.req, context.res, {
      login: { accountId: who.sub, acr: who.acr, remember: false },
      consent: { grantId: await grant.save() },
    });
    context.respond = false;
    return;
  }
  await next();
});

const { port } = new URL(asked.issuer);
createServer(provider.callback()).listen(Number(port), "127.0.0.1", () => console.log("ready"));
