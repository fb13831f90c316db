/** The pages that are HTML from the start: what the script fills in, and the forms that need no script, in both languages. */

const escape = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** The forms: file, what it asks for, and the text that says what became of the last try. The server knows when each is right. */
export const FORM_PAGES = {
    "sign-in.html": { form: "sign-in" },
    "sign-in-chosen.html": { form: "sign-in", good: "choose.done" },
    "sign-in-failed.html": { form: "sign-in", wrong: "sign_in.failed" },
    "sign-in-wait.html": { form: "sign-in", wrong: "sign_in.too_many" },
    "password.html": { form: "password" },
    "password-differ.html": { form: "password", wrong: "choose.differ" },
    "password-weak.html": { form: "password", wrong: "choose.weak" },
    "password-over.html": { form: "none", wrong: "choose.over" },
};

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

export function indexPage({ da, en }, { script, parts, sheet }) {
    const body = `<div id="desk"></div>
<main class="alone" id="trouble" hidden><h1>${escape(da["app.title"])}</h1><div role="alert"><p>${escape(da["problem.offline"])}</p><p lang="en">${escape(en["problem.offline"])}</p></div><a class="button" href="/">${escape(da["problem.again"])} <span class="other" lang="en">${escape(en["problem.again"])}</span></a></main>
<noscript><main class="alone"><h1>${escape(da["app.title"])}</h1><p>${escape(da["app.script"])}</p><p lang="en">${escape(en["app.script"])}</p></main></noscript>`;
    return page({ title: da["app.title"], body, sheet, more: `${parts.map((part) => `<link rel="modulepreload" href="${part}">\n`).join("")}<script type="module" src="${script}"></script>\n` });
}

const field = (label, id, more) => `<div class="field"><label for="${id}">${label}</label><input id="${id}" name="${id}" required ${more}></div>\n`;

/** The link of "password" stays in the address, where a form without an action goes. */
const FORMS = {
    "sign-in": (both) => `<form method="post" action="/sign-in">
${field(both("sign_in.login"), "login", 'maxlength="80" autocomplete="username" autocapitalize="none" spellcheck="false" autofocus')}${field(both("sign_in.password"), "password", 'type="password" maxlength="200" autocomplete="current-password"')}<button class="button primary large">${both("sign_in")}</button>
</form>
`,
    password: (both) => `<form method="post">
${field(both("password.new"), "new", 'type="password" minlength="12" maxlength="128" autocomplete="new-password" autofocus')}${field(both("password.repeat"), "repeat", 'type="password" maxlength="128" autocomplete="new-password"')}<button class="button primary large">${both("choose.save")}</button>
</form>
`,
    none: () => "",
};

export function formPage({ da, en }, { sheet }, { form, good, wrong }) {
    const both = (key) => `${escape(da[key])} <span class="other" lang="en">${escape(en[key])}</span>`;
    const [title, lead] = form === "sign-in" ? ["app.title", "sign_in.lead"] : ["choose", "choose.lead"];
    const said = wrong ?? good;
    const notice = said ? `<div class="notice ${wrong ? 'error" role="alert' : "good"}"><div><p>${escape(da[said])}</p><p lang="en">${escape(en[said])}</p></div></div>\n` : "";
    const leads = form === "none" ? "" : `<p>${escape(da[lead])}<br><span class="other" lang="en">${escape(en[lead])}</span></p>\n`;
    const body = `<main class="alone sign-in">
<h1>${both(title)}</h1>
${leads}${notice}${FORMS[form](both)}</main>`;
    return page({ title: `${wrong ? `${da["editor.error"]}: ` : ""}${form === "sign-in" ? da.sign_in : da.choose} · ${da["app.title"]}`, body, sheet });
}
