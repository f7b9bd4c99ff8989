// What every page of work starts with.
import "./requests.js";
import "./keys.js";
import "./dialogs.js";
import "./confirm.js";
import "./drafts.js";
import "./fields.js";
import "./panel.js";
