package io.jenkins.plugins.artifactscopes.cli;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.Scope;
import io.jenkins.plugins.artifactscopes.store.PushReceipt;
import io.jenkins.plugins.artifactscopes.store.Removal;
import io.jenkins.plugins.artifactscopes.transfer.PullReport;
import io.jenkins.plugins.artifactscopes.transfer.PullRequest;
import io.jenkins.plugins.artifactscopes.transfer.PushReport;
import java.io.PrintStream;
import java.time.Duration;

/** What a command did, as one JSON object on one line; sizes are bytes, times are ISO 8601 UTC. */
final class ReportJson {
    private ReportJson() {}

    static void pushed(PrintStream out, Scope scope, ArtifactPath name, PushReport report) {
        PushReceipt receipt = report.receipt();
        out.println(new JsonObject()
                .text("scope", scope.word())
                .text("path", name.toString())
                .number("files", receipt.files())
                .number("links", receipt.links())
                .number("directories", receipt.directories())
                .number("bytes", receipt.bytes())
                .number("sentBytes", report.sentBytes())
                .number("wireBytes", report.wireBytes())
                .number("seconds", seconds(report.took()))
                .time("pushed", receipt.push().pushed())
                .time("expires", receipt.expires()));
    }

    static void pulled(PrintStream out, Scope scope, PullRequest request, PullReport report) {
        out.println(new JsonObject()
                .text("scope", scope.word())
                .text("path", request.path().toString())
                .text("destination", request.destination().toString())
                .number("files", report.files())
                .number("bytes", report.bytes())
                .number("wireBytes", report.wireBytes())
                .number("seconds", seconds(report.took()))
                .number("refusedLinks", report.refusedCount())
                .array("refused", report.refused()));
    }

    static void yanked(PrintStream out, Scope scope, ArtifactPath path, Removal removal) {
        out.println(new JsonObject()
                .text("scope", scope.word())
                .text("path", path.toString())
                .number("files", removal.files())
                .number("bytes", removal.bytes())
                .number("freedBytes", removal.freedBytes())
                .number("laterBytes", removal.laterBytes()));
    }

    private static double seconds(Duration took) {
        return took.toMillis() / 1000.0;
    }
}
