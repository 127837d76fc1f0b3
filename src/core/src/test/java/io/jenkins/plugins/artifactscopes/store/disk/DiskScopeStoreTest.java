package io.jenkins.plugins.artifactscopes.store.disk;

import io.jenkins.plugins.artifactscopes.store.ScopeStore;
import io.jenkins.plugins.artifactscopes.store.ScopeStoreContract;
import java.io.IOException;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.rules.TemporaryFolder;

public class DiskScopeStoreTest extends ScopeStoreContract {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private TestStore disk;

    @Before
    public void open() throws IOException {
        disk = new TestStore(folder.getRoot().toPath());
    }

    @After
    public void close() {
        disk.close();
    }

    @Override
    protected ScopeStore store() {
        return disk.store();
    }
}
