package io.jenkins.plugins.artifactscopes.jenkins.configuration;

import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.artifactscopes.jenkins.ProjectItems;
import io.jenkins.plugins.artifactscopes.jenkins.ScopeService;
import io.jenkins.plugins.artifactscopes.retention.Kept;
import io.jenkins.plugins.artifactscopes.retention.PolicyPreview;
import io.jenkins.plugins.artifactscopes.retention.Preview;
import io.jenkins.plugins.artifactscopes.retention.ScopeRules;
import io.jenkins.plugins.artifactscopes.scope.Scope;
import io.jenkins.plugins.artifactscopes.transfer.Amount;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;

/** Settings of a scope that are entered and not saved yet. */
record PreviewedChange(Scope scope, ScopeRules rules) {
    /** Somebody waits for the answer. */
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private static final int LISTED = 20;

    /**
     * Says how much would go, and lists what of it goes first that whoever asks may read.
     *
     * @param item whose settings they are; null for those for all projects
     */
    FormValidation show(@Nullable Item item) {
        try {
            Preview preview = preview(item);
            String said = words(preview, listed(preview, item));
            return preview.due().files() > 0
                    ? FormValidation.warningWithMarkup(said)
                    : FormValidation.okWithMarkup(said);
        } catch (IOException e) {
            return FormValidation.error(e, "What is stored cannot be looked at: " + e.getMessage());
        }
    }

    /** Who configures a project need not be one who may read all that it has; who administers Jenkins may. */
    private static List<Preview.Going> listed(Preview preview, @Nullable Item item) {
        ProjectItems items = new ProjectItems(Jenkins.get(), Jenkins.getAuthentication2());
        return preview.going().stream()
                .filter(going -> item == null || items.mayRead(going.scope()))
                .limit(LISTED)
                .toList();
    }

    private static String words(Preview preview, List<Preview.Going> listed) {
        StringBuilder html = new StringBuilder("<p>" + (preview.whole() ? "" : "At least "))
                .append(amount(preview.due()) + ", would go with the next sweep; ")
                .append(amount(preview.expiring()) + ", some day, by what is entered here.</p>");
        if (!preview.going().isEmpty()) {
            boolean all = preview.complete() && listed.size() == preview.going().size();
            html.append("<ul>");
            listed.forEach(going -> html.append("<li>" + Util.escape(line(going)) + "</li>"));
            html.append(all ? "</ul>" : "<li>\u2026</li></ul>");
        }
        return html.toString();
    }

    private static String line(Preview.Going going) {
        return going.scope() + ": " + going.artifact() + ", " + amount(going.amount()) + ", expires "
                + going.expires().truncatedTo(ChronoUnit.SECONDS) + " by " + going.reason();
    }

    private static String amount(Preview.Amount amount) {
        return Amount.files(amount.files(), amount.bytes());
    }

    private Preview preview(@Nullable Item item) throws IOException {
        ConfiguredPolicies saved = new ConfiguredPolicies(Jenkins.get());
        Kept others = id -> id.scope() != scope || saved.isKept(id);
        ScopeService service = ScopeService.get();
        PolicyPreview previews = new PolicyPreview(
                service.store(), service.catalog(), saved, others, Clock.systemUTC(), LONGEST, () -> false);
        if (item == null) {
            return previews.ofAll(saved.of("").global().with(scope, rules), PolicyPreview.MAX_LISTED);
        }
        String project = item.getFullName();
        return previews.of(project, saved.of(project).project().with(scope, rules), PolicyPreview.MAX_LISTED);
    }
}
