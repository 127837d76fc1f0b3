package io.jenkins.plugins.artifactscopes.view;

import io.jenkins.plugins.artifactscopes.catalog.ArtifactRecord;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Names places of a project for people, and the way there. */
final class Places {
    private final PageSource source;
    private final Visit visit;

    Places(PageSource source, Visit visit) {
        this.source = source;
        this.visit = visit;
    }

    /** Such as {@code Workflow #7}. */
    String title(String workflow) {
        return "Workflow " + number(workflow);
    }

    private String number(String workflow) {
        OptionalLong number = source.runs().number(visit.project(), workflow);
        return number.isPresent() ? "#" + number.getAsLong() : ShownName.of(workflow);
    }

    /** Such as {@code the job test of workflow #7 of the project team/app}. */
    String name(ScopeId scope) {
        String project = "the project " + ShownName.of(scope.project());
        if (scope.workflow().isEmpty()) {
            return project;
        }
        String workflow = "workflow " + number(scope.workflow().get()) + " of " + project;
        return scope.job()
                .map(job -> "the job " + ShownName.of(job) + " of " + workflow)
                .orElse(workflow);
    }

    /** The way to the page of the scope, which is on it. */
    List<Crumb> trail(ScopeId scope) {
        List<Crumb> trail = new ArrayList<>();
        trail.add(new Crumb(ShownName.of(visit.project()), visit.addresses().project()));
        if (scope.workflow().isPresent()) {
            String workflow = scope.workflow().get();
            trail.add(new Crumb(title(workflow), visit.addresses().workflow(workflow)));
            scope.job()
                    .ifPresent(job -> trail.add(
                            new Crumb(ShownName.of(job), visit.addresses().job(workflow, job))));
        }
        return trail;
    }

    /** The way to a path in its scope; the path itself is its last step. */
    List<Crumb> path(ArtifactRecord artifact, ArtifactPath path) {
        List<Crumb> crumbs = new ArrayList<>();
        ArtifactPath at = ArtifactPath.ROOT;
        for (String name : path.names()) {
            at = at.child(name);
            String address = at.equals(path) ? "" : visit.addresses().artifact(Action.OPEN, artifact.id(), at);
            crumbs.add(new Crumb(ShownName.of(name), address));
        }
        return crumbs;
    }
}
