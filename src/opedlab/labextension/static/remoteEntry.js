// A page of the course comes alive when it is opened: runs all cells of a trusted notebook that carries our metadata.
//
// A prebuilt JupyterLab extension without a build step. It waits until the notebook is visible and its kernel is ready,
// so that nothing runs behind a student's back in a tab that was never looked at.
const plugin = {
  id: "opedlab-start:plugin",
  autoStart: true,
  activate: (app) => {
    app.docRegistry.addWidgetExtension("Notebook", {
      createNew(panel, context) {
        Promise.all([context.ready, panel.sessionContext.ready, panel.revealed]).then(async () => {
          const course = panel.model?.getMetadata("opedlab");
          const trusted = [...panel.model.cells].every((cell) => cell.type !== "code" || cell.trusted);
          if (!course?.start || !trusted) return;
          if (app.shell.currentWidget !== panel) {
            await new Promise((resolve) => {
              const looked = () => {
                if (app.shell.currentWidget !== panel) return;
                app.shell.currentChanged.disconnect(looked);
                resolve();
              };
              app.shell.currentChanged.connect(looked);
            });
          }
          // Running leaves a reader at the last cell; put them back where they were: on a first opening, at the top.
          const before = panel.content.activeCellIndex;
          await app.commands.execute("notebook:run-all-cells");
          panel.content.activeCellIndex = before;
          await panel.content.scrollToItem(before, "start");
        });
      },
    });
  },
};

(window._JUPYTERLAB ||= {})["opedlab-start"] = { init() {}, get: async () => () => ({ __esModule: true, default: plugin }) };
