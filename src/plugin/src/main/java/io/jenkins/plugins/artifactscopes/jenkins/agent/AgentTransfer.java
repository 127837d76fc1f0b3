package io.jenkins.plugins.artifactscopes.jenkins.agent;

import hudson.FilePath;
import hudson.model.Computer;
import hudson.model.TaskListener;
import hudson.remoting.Channel;
import hudson.remoting.ChannelClosedException;
import hudson.remoting.RequestAbortedException;
import io.jenkins.plugins.artifactscopes.catalog.Catalog;
import io.jenkins.plugins.artifactscopes.jenkins.Damages;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.Holder;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.PushReceipt;
import io.jenkins.plugins.artifactscopes.store.ScopeStore;
import io.jenkins.plugins.artifactscopes.transfer.CancelSignal;
import io.jenkins.plugins.artifactscopes.transfer.LocalAccess;
import io.jenkins.plugins.artifactscopes.transfer.PullReport;
import io.jenkins.plugins.artifactscopes.transfer.PullRequest;
import io.jenkins.plugins.artifactscopes.transfer.PushDesk;
import io.jenkins.plugins.artifactscopes.transfer.PushReport;
import io.jenkins.plugins.artifactscopes.transfer.PushRequest;
import io.jenkins.plugins.artifactscopes.transfer.PushTerms;
import io.jenkins.plugins.artifactscopes.transfer.TransferCancelled;
import io.jenkins.plugins.artifactscopes.transfer.TransferTools;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Transfers between a directory, wherever it is, and the store: within the process where that is possible, else over HTTP straight to the
 * controller, else over the agent's own connection.
 */
public final class AgentTransfer {
    private final FilePath directory;
    private final TaskListener console;

    public AgentTransfer(FilePath directory, TaskListener console) {
        this.directory = directory;
        this.console = console;
    }

    public PushReport push(ScopeStore store, Catalog catalog, PushDesk desk, PushTerms terms, PushChoice files)
            throws IOException, InterruptedException {
        Channel channel = channel();
        if (channel == null) {
            return pushed(store, catalog, terms, files);
        }
        Grant.Place place = new Grant.Place(store, catalog, desk);
        PushTerms once = terms.once();
        GrantedPush granted = new GrantedPush(Grants.get().push(once, place), place);
        long began = System.nanoTime();
        try {
            PushSide side = new PushSide(desk, once, granted::leave, granted.grant()::requireWanted);
            return pushed(channel, granted, side, once.destination(), files);
        } catch (InterruptedException e) {
            if (granted.decided().isPresent()) {
                tellOfTheAborted();
            }
            throw e;
        } catch (RequestAbortedException | ChannelClosedException e) {
            if (granted.decided().isEmpty()) {
                throw e;
            }
            console.getLogger().println("The agent was lost when everything had arrived. What it pushed is kept.");
            PushReceipt receipt = granted.receipt();
            return new PushReport(receipt, receipt.bytes(), 0, Duration.ofNanos(System.nanoTime() - began));
        }
    }

    private PushReport pushed(ScopeStore store, Catalog catalog, PushTerms terms, PushChoice files) throws IOException {
        PushRequest request = files.request(Path.of(directory.getRemote()), terms.destination(), terms.expireIn());
        try {
            return new LocalAccess(store, catalog, terms.scope(), terms.holder(), terms.by(), tools())
                    .push(
                            request,
                            terms.attempt(),
                            new ConsoleProgress(files.doing(terms.destination()), console, System::nanoTime));
        } catch (TransferCancelled e) {
            // The interrupt is kept, and must not hit a look at the store: it would close files under everyone else.
            boolean interrupted = Thread.interrupted();
            try {
                if (store.receipt(terms.scope(), terms.attempt()).isPresent()) {
                    tellOfTheAborted();
                }
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
            throw e;
        }
    }

    private void tellOfTheAborted() {
        console.getLogger().println("The push was aborted when everything had arrived. What it pushed is kept.");
    }

    private PushReport pushed(
            Channel channel, GrantedPush granted, PushSide side, ArtifactPath destination, PushChoice files)
            throws IOException, InterruptedException {
        Computer agent = directory.toComputer();
        try (granted;
                side) {
            PushOnAgent.Sent sent = sent(
                    granted,
                    new PushOnAgent(
                            channel.export(ControllerSide.class, side),
                            files,
                            destination.value(),
                            DirectTransfers.get()
                                    .address(agent, granted.grant(), console)
                                    .orElse(null),
                            console));
            remember(agent, sent.unreachable());
            if (side.committed().isPresent()) {
                ReachingAgents.get().tookAnotherWay(channel);
            }
            PushReceipt receipt = side.committed().isPresent() ? side.receipt() : granted.receipt();
            return new PushReport(receipt, sent.contentBytes(), sent.wireBytes(), Duration.ofNanos(sent.nanos()));
        }
    }

    private PushOnAgent.Sent sent(GrantedPush granted, PushOnAgent push) throws IOException, InterruptedException {
        try {
            return directory.act(push);
        } catch (InterruptedException e) {
            granted.grant().abort();
            throw e;
        } catch (RequestAbortedException | ChannelClosedException e) {
            granted.awaitLastWord();
            throw e;
        }
    }

    public PullReport pull(ScopeStore store, Catalog catalog, ScopeId scope, PathChoice files)
            throws IOException, InterruptedException {
        try {
            return pulled(store, catalog, scope, files);
        } catch (IOException e) {
            Damages.get().suspect(scope, e);
            throw e;
        }
    }

    private PullReport pulled(ScopeStore store, Catalog catalog, ScopeId scope, PathChoice files)
            throws IOException, InterruptedException {
        Channel channel = channel();
        if (channel == null) {
            PullRequest request = files.pull(Path.of(directory.getRemote()));
            return new LocalAccess(store, catalog, scope, Holder.of(scope), "", tools())
                    .pull(request, new ConsoleProgress("Pulling " + request.path(), console, System::nanoTime));
        }
        Computer agent = directory.toComputer();
        Grant grant = Grants.get().pull(scope, files, new Grant.Place(store, catalog, null));
        try (PullSide side = new PullSide(store, scope, files.inScope(), files.filter())) {
            PullOnAgent.Received received = directory.act(new PullOnAgent(
                    channel.export(ControllerSide.class, side),
                    files,
                    DirectTransfers.get().address(agent, grant, console).orElse(null),
                    console));
            remember(agent, received.unreachable());
            if (side.isUsed()) {
                ReachingAgents.get().tookAnotherWay(channel);
            }
            return received.report();
        } finally {
            Grants.get().revoke(grant);
        }
    }

    private static void remember(@Nullable Computer agent, boolean unreachable) {
        if (unreachable) {
            DirectTransfers.get().failed(agent);
        }
    }

    private @Nullable Channel channel() {
        return directory.getChannel() instanceof Channel channel ? channel : null;
    }

    private static TransferTools tools() {
        return TransferTools.standard(new CancelSignal());
    }
}
