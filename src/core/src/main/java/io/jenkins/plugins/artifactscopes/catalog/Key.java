package io.jenkins.plugins.artifactscopes.catalog;

import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.util.Arrays;

/** A row's place in an index: texts and numbers, ordered by the first, then by the second and so on. */
final class Key {
    private final Comparable<?>[] fields;

    Key(Comparable<?>[] fields) {
        this.fields = fields;
    }

    static Key of(Comparable<?>... fields) {
        return new Key(fields);
    }

    /** A scope as the first three fields, then others. */
    static Key of(ScopeId scope, Comparable<?>... more) {
        Comparable<?>[] fields = new Comparable<?>[3 + more.length];
        fields[0] = scope.project();
        fields[1] = scope.workflow().orElse("");
        fields[2] = scope.job().orElse("");
        System.arraycopy(more, 0, fields, 3, more.length);
        return new Key(fields);
    }

    /** The scope that three fields, from {@code first} on, name. */
    static ScopeId scope(String project, String workflow, String job) {
        if (workflow.isEmpty()) {
            return ScopeId.project(project);
        }
        return job.isEmpty() ? ScopeId.workflow(project, workflow) : ScopeId.job(project, workflow, job);
    }

    /** These fields after {@code first}. */
    Key after(long first) {
        Comparable<?>[] longer = new Comparable<?>[fields.length + 1];
        longer[0] = first;
        System.arraycopy(fields, 0, longer, 1, fields.length);
        return new Key(longer);
    }

    /** All fields but the first. */
    Key rest() {
        return new Key(Arrays.copyOfRange(fields, 1, fields.length));
    }

    String text(int field) {
        return (String) fields[field];
    }

    long number(int field) {
        return (Long) fields[field];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Key key && Arrays.equals(fields, key.fields);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(fields);
    }

    @Override
    public String toString() {
        return Arrays.toString(fields);
    }
}
