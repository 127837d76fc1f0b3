package io.jenkins.plugins.artifactscopes.jenkins.administration;

import hudson.Util;
import io.jenkins.plugins.artifactscopes.audit.AuditKind;
import io.jenkins.plugins.artifactscopes.audit.AuditPage;
import io.jenkins.plugins.artifactscopes.audit.AuditQuery;
import io.jenkins.plugins.artifactscopes.audit.AuditRecord;
import io.jenkins.plugins.artifactscopes.jenkins.Audit;
import io.jenkins.plugins.artifactscopes.jenkins.Messages;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** A page of the audit log, with what is asked for. */
public final class AuditView {
    private static final int LISTED = 50;
    private static final int LAST_PAGE = 10_000;

    private final String kind;
    private final String project;
    private final String who;
    private final String since;
    private final int number;
    private final AuditPage page;

    private AuditView(HttpServletRequest request) throws IOException {
        kind = parameter(request, "kind");
        project = parameter(request, "project");
        who = parameter(request, "who");
        since = parameter(request, "since");
        number = number(parameter(request, "page"));
        AuditQuery query = new AuditQuery(kinds(), project, who, from());
        page = Audit.get().page(query, Viewer.current()::sees, (long) LISTED * (number - 1), LISTED);
    }

    static AuditView of(HttpServletRequest request) throws IOException {
        return new AuditView(request);
    }

    private static String parameter(HttpServletRequest request, String name) {
        return Util.fixNull(request.getParameter(name)).strip();
    }

    private static int number(String text) {
        return text.matches("[1-9]\\d{0,4}") ? Math.min(LAST_PAGE, Integer.parseInt(text)) : 1;
    }

    private Set<AuditKind> kinds() {
        return Arrays.stream(AuditKind.values())
                .filter(one -> one.word().equals(kind))
                .findFirst()
                .map(Set::of)
                .orElse(Set.of());
    }

    private Instant from() {
        try {
            return since.isEmpty()
                    ? Instant.MIN
                    : LocalDate.parse(since).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException e) {
            // What is no day limits nothing.
            return Instant.MIN;
        }
    }

    public String getKind() {
        return kind;
    }

    public List<ShownKind> getKinds() {
        return Arrays.stream(AuditKind.values()).map(ShownKind::new).toList();
    }

    public String getProject() {
        return project;
    }

    public String getWho() {
        return who;
    }

    public String getSince() {
        return since;
    }

    public int getNumber() {
        return number;
    }

    public List<Line> getLines() {
        return page.records().stream().map(Line::new).toList();
    }

    /** The address of the page before; empty on the first. */
    public String getNewer() {
        return number > 1 ? address(number - 1) : "";
    }

    /** The address of the next page; empty on the last. */
    public String getOlder() {
        return page.more() ? address(number + 1) : "";
    }

    private String address(int other) {
        return "audit?kind=" + Util.rawEncode(kind) + "&project=" + Util.rawEncode(project) + "&who="
                + Util.rawEncode(who) + "&since=" + Util.rawEncode(since) + "&page=" + other;
    }

    /** A record, as it is shown. */
    public static final class Line {
        private final AuditRecord record;

        Line(AuditRecord record) {
            this.record = record;
        }

        public String getTime() {
            return record.time().toString();
        }

        public String getKind() {
            return new ShownKind(record.kind()).getName();
        }

        public String getBy() {
            return record.by();
        }

        public String getReason() {
            return record.reason();
        }

        /** Such as {@code workflow 7 of team/app}. */
        public String getPlace() {
            String project = record.place().project();
            String workflow = record.place().workflow();
            String job = record.place().job();
            String run = workflow.isEmpty() ? project : Messages.AuditView_of(workflow, project);
            return (record.place().scope() + " " + (job.isEmpty() ? run : Messages.AuditView_of(job, run))).strip();
        }

        public String getPath() {
            String to = record.place().to();
            return record.place().path() + (to.isEmpty() ? "" : " … " + to);
        }

        public String getAmount() {
            return record.files() < 0 ? "" : new ShownAmount(record.files(), record.bytes()).toString();
        }
    }
}
