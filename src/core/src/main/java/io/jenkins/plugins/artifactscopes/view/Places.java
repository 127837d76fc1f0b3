package io.jenkins.plugins.artifactscopes.view;

import io.jenkins.plugins.artifactscopes.catalog.ArtifactRecord;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.util.ArrayList;
import java.util.List;

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
        return visit.texts().of("workflow", number(workflow));
    }

    /** Such as {@code #7}. */
    private String number(String workflow) {
        return ShownName.of(source.names().workflow(visit.project(), workflow).orElse(workflow));
    }

    /** Such as {@code Test / linux}. */
    String job(String workflow, String job) {
        return ShownName.of(source.names().job(visit.project(), workflow, job));
    }

    /** Such as {@code the job test of workflow #7 of the project team/app}. */
    String name(ScopeId scope) {
        Texts texts = visit.texts();
        String project = texts.of("place.project", ShownName.of(scope.project()));
        if (scope.workflow().isEmpty()) {
            return project;
        }
        String workflow = scope.workflow().get();
        String run = texts.of("place.workflow", number(workflow), project);
        return scope.job()
                .map(job -> texts.of("place.job", job(workflow, job), run))
                .orElse(run);
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
                            new Crumb(job(workflow, job), visit.addresses().job(workflow, job))));
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
