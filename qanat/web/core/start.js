// What every page of work starts with.
import "../htmx.js";
import "./requests.js";
import "./keys.js";
import "./dialogs.js";
import "./confirm.js";
import "./drafts.js";
import "./fields.js";
