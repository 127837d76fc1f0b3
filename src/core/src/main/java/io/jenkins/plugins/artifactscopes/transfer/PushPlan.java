package io.jenkins.plugins.artifactscopes.transfer;

import java.io.Closeable;
import java.io.IOException;

/**
 * What is pushed and the plan of it, from the tree as it was found.
 *
 * @param source where the contents are
 * @param spool the plan
 */
record PushPlan(PushSource source, PlanSpool spool) implements Closeable {
    /** @throws TransferFailed when there is nothing to push or something cannot be read */
    static PushPlan of(PushRequest request, TransferTools tools, Cancellation cancellation) throws IOException {
        PushSource source = request.open();
        try {
            return new PushPlan(source, cancellation.keep(spool(source, request, tools, cancellation)));
        } catch (IOException | RuntimeException e) {
            source.close();
            throw e;
        }
    }

    private static PlanSpool spool(
            PushSource source, PushRequest request, TransferTools tools, Cancellation cancellation) throws IOException {
        PlanSpool plan = PlanSpool.write(
                tools.temporary(),
                writer -> source.walk(cancellation, entry -> {
                    // The scope itself is no entry: what goes into its root stands for itself.
                    if (!request.destination().resolve(entry.path()).isRoot()) {
                        writer.write(entry);
                    }
                }));
        PlanTotals totals = plan.totals();
        if (totals.files() + totals.links() == 0 && !request.allowEmpty()) {
            plan.close();
            throw new TransferFailed("There is no file to push in " + request.source()
                    + (isFiltered(request) ? " that is included and not excluded" : "")
                    + ". Allow empty (--allow-empty, allowEmpty: true) if that is meant.");
        }
        return plan;
    }

    private static boolean isFiltered(PushRequest request) {
        return request.chosen() != null
                || !request.filter().includes().isEmpty()
                || !request.filter().excludes().isEmpty();
    }

    PlanTotals totals() {
        return spool.totals();
    }

    PlanReader open() throws IOException {
        return spool.open();
    }

    @Override
    public void close() throws IOException {
        try (source) {
            spool.close();
        }
    }
}
