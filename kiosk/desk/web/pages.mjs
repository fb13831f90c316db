/** The pages that are HTML from the start: what the script fills in, and the sign-in, in both languages and without a script. */

const escape = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** The file and the text that says why one is here again. The server answers 200, 401 and 429 with them. */
export const SIGN_IN_PAGES = { "sign-in.html": null, "sign-in-failed.html": "sign_in.failed", "sign-in-wait.html": "sign_in.too_many" };

function page({ title, body, sheet, more = "" }) {
    return `<!doctype html>
<html lang="da">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>${escape(title)}</title>
<link rel="stylesheet" href="${sheet}">
${more}</head>
<body>
${body}
</body>
</html>
`;
}

export function indexPage({ da, en }, { script, sheet }) {
    const body = `<div id="desk"></div>
<noscript><main class="alone"><h1>${escape(da["app.title"])}</h1><p>${escape(da["app.script"])}</p><p lang="en">${escape(en["app.script"])}</p></main></noscript>`;
    return page({ title: da["app.title"], body, sheet, more: `<script type="module" src="${script}"></script>\n` });
}

export function signInPage({ da, en }, { sheet }, problem) {
    const both = (key) => `${escape(da[key])} <span class="other" lang="en">${escape(en[key])}</span>`;
    const wrong = problem ? `<div class="notice error" role="alert"><div><p>${escape(da[problem])}</p><p lang="en">${escape(en[problem])}</p></div></div>\n` : "";
    const body = `<main class="alone sign-in">
<h1>${both("app.title")}</h1>
<p>${escape(da["sign_in.lead"])}<br><span class="other" lang="en">${escape(en["sign_in.lead"])}</span></p>
${wrong}<form method="post" action="/sign-in">
<div class="field"><label for="login">${both("sign_in.login")}</label><input id="login" name="login" required maxlength="80" autocomplete="username" autocapitalize="none" spellcheck="false" autofocus></div>
<div class="field"><label for="password">${both("sign_in.password")}</label><input id="password" name="password" type="password" required maxlength="200" autocomplete="current-password"></div>
<button class="button primary large">${both("sign_in")}</button>
</form>
</main>`;
    return page({ title: `${problem ? `${da["editor.error"]}: ` : ""}${da.sign_in} · ${da["app.title"]}`, body, sheet });
}
