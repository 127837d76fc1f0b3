package io.jenkins.plugins.artifactscopes.jenkins.agent;

import hudson.model.TaskListener;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.StoreException;
import io.jenkins.plugins.artifactscopes.transfer.CancelSignal;
import io.jenkins.plugins.artifactscopes.transfer.HttpAccess;
import io.jenkins.plugins.artifactscopes.transfer.HttpRefused;
import io.jenkins.plugins.artifactscopes.transfer.HttpTarget;
import io.jenkins.plugins.artifactscopes.transfer.HttpTarget.Retries;
import io.jenkins.plugins.artifactscopes.transfer.LineTransfer;
import io.jenkins.plugins.artifactscopes.transfer.TransferCancelled;
import io.jenkins.plugins.artifactscopes.transfer.TransferFailed;
import io.jenkins.plugins.artifactscopes.transfer.TransferTools;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs on the agent: over HTTP where the controller can be reached so, else over the connection that the agent has anyway. Which way it was
 * and why the other one was not is said on the console.
 */
final class Ways {
    /** The grant says what scope it is about. */
    private static final ScopeId GRANTED = ScopeId.project("granted");

    /** What the controller itself refuses for good: nothing there, a name in use, too large a plan, no space or quota left. */
    private static final Set<Integer> FINAL = Set.of(404, 409, 413, 507);

    private final @Nullable DirectAddress direct;
    private final ControllerSide controller;
    private final TaskListener console;
    private boolean unreachable;

    Ways(@Nullable DirectAddress direct, ControllerSide controller, TaskListener console) {
        this.direct = direct;
        this.controller = controller;
        this.console = console;
    }

    /** Whether the controller did not answer at the address at all. */
    boolean isUnreachable() {
        return unreachable;
    }

    <T> T transfer(Work<HttpAccess, T> http, Work<LineTransfer, T> line) throws IOException {
        if (direct != null) {
            try {
                reach(direct);
                T done = http.with(new HttpAccess(target(direct), GRANTED, tools()));
                say("Transferred over HTTP with " + direct.controller());
                return done;
            } catch (IOException e) {
                if (isFinal(e)) {
                    throw e;
                }
                say("Transferring over the agent's connection, because over HTTP with " + direct.controller()
                        + " it did not work: " + reason(e, direct));
            }
        }
        return line.with(new LineTransfer(new RemoteLine(controller), tools()));
    }

    /** An agent keeps lines back for a while unless it is told not to. */
    private void say(String line) {
        console.getLogger().println(line);
        console.getLogger().flush();
    }

    private void reach(DirectAddress address) throws IOException {
        unreachable = true;
        new Reach(address).require();
        unreachable = false;
    }

    private static HttpTarget target(DirectAddress address) throws IOException {
        return new HttpTarget(address.url(), "", Reach.LONGEST, address.silence(), Retries.FEW);
    }

    private static TransferTools tools() {
        return TransferTools.standard(new CancelSignal());
    }

    /** Whether another way would end in the same. */
    private static boolean isFinal(IOException failure) {
        if (failure instanceof HttpRefused refused) {
            return refused.isOfServer() && FINAL.contains(refused.status());
        }
        return failure instanceof TransferFailed
                || failure instanceof TransferCancelled
                || failure instanceof StoreException;
    }

    /** The signed address is a secret as long as the step runs. */
    private static String reason(IOException failure, DirectAddress address) {
        String message = failure.getMessage();
        return message == null
                ? failure.getClass().getSimpleName()
                : message.replace(address.text(), address.controller());
    }

    /** A transfer, by one way. */
    @FunctionalInterface
    interface Work<W, T> {
        T with(W way) throws IOException;
    }
}
