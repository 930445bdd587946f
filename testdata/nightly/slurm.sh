#!/bin/sh
# parts of a run on a real Slurm: an array, a node that dies, a part that fails, the joining
set -u
for tool in slurmctld slurmd sbatch scontrol munged; do
	PATH=$PATH:/usr/sbin:/sbin
	command -v $tool >/dev/null || { echo "$tool is not there (Debian: slurm-wlm, munge)"; exit 77; }
done
export PATH
if command -v shellcheck >/dev/null; then
	shellcheck -s sh -S warning "$SOURCE/cmd/cluster/ordercheck.sbatch" || exit 1
fi
work=$(mktemp -d) || exit 2
pids=
stop() {
	for pid in $pids; do kill "$pid" 2>/dev/null; done
	sleep 1
	for pid in $pids; do kill -9 "$pid" 2>/dev/null; done
	rm -rf "$work"
}
trap stop EXIT
trap 'exit 130' INT TERM
fail() {
	echo "$*"
	for log in "$work"/*.log "$work"/out*/*.log; do
		[ ! -s "$log" ] || { echo "--- $log"; tail -25 "$log"; }
	done
	exit 1
}

# ---- a cluster of two nodes on this machine ----

chmod 755 "$work"
mkdir -p "$work/state" "$work/spool" "$work/run" && chmod 700 "$work/run"
(umask 077 && head -c 1024 /dev/urandom >"$work/run/key")
munged --foreground --force --socket="$work/run/socket" --key-file="$work/run/key" --pid-file="$work/run/munged.pid" \
	--seed-file="$work/run/seed" --log-file="$work/munged.log" >"$work/munged.out" 2>&1 &
pids="$pids $!"
# Ports that nobody has: by this process's number.
port=$((20000 + $$ % 20000))
me=$(id -un)
host=$(hostname -s)
cat >"$work/slurm.conf" <<C
ClusterName=test
SlurmctldHost=$host(127.0.0.1)
SlurmUser=$me
SlurmdUser=$me
AuthType=auth/munge
AuthInfo=socket=$work/run/socket
CryptoType=crypto/munge
SlurmctldPort=$port
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool/%n
SlurmctldPidFile=$work/run/ctld.pid
SlurmdPidFile=$work/run/%n.pid
SlurmctldLogFile=$work/slurmctld.log
SlurmdLogFile=$work/slurmd-%n.log
ProctrackType=proctrack/pgid
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
SwitchType=switch/none
MpiDefault=none
ReturnToService=2
SlurmdTimeout=5
InactiveLimit=0
KillWait=2
MinJobAge=3600
SchedulerType=sched/builtin
SelectType=select/linear
SchedulerParameters=bf_interval=1,sched_interval=1,batch_sched_delay=0
NodeName=n1 NodeHostname=$host NodeAddr=127.0.0.1 Port=$((port + 1)) CPUs=1 State=UNKNOWN
NodeName=n2 NodeHostname=$host NodeAddr=127.0.0.1 Port=$((port + 2)) CPUs=1 State=UNKNOWN
PartitionName=all Nodes=n1,n2 Default=YES MaxTime=INFINITE State=UP
C
SLURM_CONF=$work/slurm.conf
export SLURM_CONF
tries=0
while [ ! -S "$work/run/socket" ]; do
	tries=$((tries + 1))
	[ $tries -lt 50 ] || { echo "munged does not begin: $(tail -1 "$work/munged.out")"; exit 77; }
	sleep 0.2
done
slurmctld -D >"$work/ctld.out" 2>&1 &
pids="$pids $!"
slurmd -D -N n1 >"$work/n1.out" 2>&1 &
first=$!
slurmd -D -N n2 >"$work/n2.out" 2>&1 &
pids="$pids $first $!"
tries=0
until [ "$(sinfo -h -N -o %T 2>/dev/null | grep -c idle)" = 2 ]; do
	tries=$((tries + 1))
	[ $tries -lt 100 ] || fail "the nodes do not come up: $(sinfo -N 2>&1)"
	sleep 0.3
done

# ---- runs ----

sbatch_file=$SOURCE/cmd/cluster/ordercheck.sbatch
cd "$work" || exit 2
"$FEEDGEN" orders --subjects 300 >orders.yaml
"$FEEDGEN" bookings --rows 3000 --subjects 300 --share 5000 --seed 2 >bookings.csv
"$ORDERCHECK" check --orders orders.yaml travel=bookings.csv --as-of 2026-01-01 -f json -o one.json 2>/dev/null
one=$?
[ $one = 1 ] || fail "one run ended with $one"

# The program as the nodes see it: it waits where a test says so, so that a node can die, and fails where one says so.
cat >slow <<C
#!/bin/sh
case "\$*" in *--shard*)
	part=\$(echo "\$*" | sed 's|.*--shard \([0-9]*\)/.*|\1|')
	echo "\$part" >>"$work/begun"
	if [ -e "$work/wait-\$part" ]; then echo \$\$ >"$work/waiting-\$part"; while [ -e "$work/wait-\$part" ]; do sleep 0.2; done; fi
	if [ -e "$work/fail-\$part" ]; then [ -e "$work/fail-always" ] || rm "$work/fail-\$part"; exit 2; fi
	;;
esac
exec "$ORDERCHECK" "\$@"
C
chmod +x slow
ORDERCHECK=$work/slow
export ORDERCHECK

run() { # $1: folder, $2: parts, $3: reruns
	sh "$sbatch_file" -n "$2" -o "$1" -r "$3" -s --time=5 -- --orders orders.yaml travel=bookings.csv --as-of 2026-01-01 >"$1.said" 2>&1 ||
		fail "submitting ended with $?: $(cat "$1.said")"
}
await() { # $1: a file, $2: what for
	tries=0
	until [ -e "$1" ]; do
		tries=$((tries + 1))
		[ $tries -lt 400 ] || fail "waited in vain for $2: $(squeue 2>&1)"
		sleep 0.3
	done
}

# All is well.
run out1 4 2
await out1/status "the joining"
[ "$(cat out1/status)" = 1 ] || fail "the joining ended with $(cat out1/status)"
cmp one.json out1/run.json || fail "the parts are not the one run"
[ "$(ls -l out1/run.json | cut -c 1-10)" = -rw------- ] || fail "run.json can be read by others"

# A node dies while it judges part 2: its slurmd, what it began, and the part with it.
: >begun
: >wait-2
run out2 4 2
await waiting-2 "part 2 to begin"
node=$(squeue -h -o '%K %N %T' | awk '$1 == 2 && $3 == "RUNNING" { print $2 }')
[ -n "$node" ] || fail "part 2 runs nowhere: $(squeue)"
[ "$node" = n1 ] && victim=$first || victim=${pids##* }
judging=$(cat waiting-2)
script=$(ps -o ppid= -p "$judging" | tr -d ' ')
stepd=$(ps -o ppid= -p "$script" | tr -d ' ')
case $(ps -o comm= -p "$stepd") in slurmstepd*) ;; *) fail "part 2 is not what a node runs: $(ps -o pid,ppid,args -p "$judging,$script,$stepd")" ;; esac
kill -9 "$victim" "$stepd" "$script" "$judging"
sleep 1
rm -f wait-2
[ ! -e out2/part-2.json ] || fail "the dead node wrote its part"
# Slurm waits two minutes before it begins such a job again; this test does not.
tries=0
until [ "$(squeue -h -o '%K %T %r' | grep -c '^2 PENDING BeginTime')" = 1 ]; do
	tries=$((tries + 1))
	[ $tries -lt 200 ] || fail "part 2 is not queued again: $(squeue 2>&1)"
	sleep 0.3
done
scontrol update JobId="$(squeue -h -o '%K %F_%K' | sed -n 's/^2 //p')" StartTime=now || fail "part 2 is not brought forward"
await out2/status "the joining after $node died"
[ "$(grep -cx 2 begun)" -ge 2 ] || fail "part 2 was not judged again: $(cat begun)"
cmp one.json out2/run.json || fail "after a node died, the parts are not the one run"
slurmd -D -N "$node" >"$work/$node-again.out" 2>&1 &
pids="$pids $!"

# A part fails once: it is submitted again, alone.
: >begun
: >fail-3
run out3 4 2
await out3/status "the joining after a part failed"
[ "$(sort begun | tr '\n' ' ')" = "1 2 3 3 4 " ] || fail "other parts than 3 were judged again: $(sort begun | tr '\n' ' ')"
cmp one.json out3/run.json || fail "after a part failed, the parts are not the one run"

# A part fails every time: nothing is told as the run, and the log says which part.
: >fail-1
: >fail-always
run out4 3 1
await out4/status "the refusal"
[ "$(cat out4/status)" = 2 ] || fail "a missing part ended with $(cat out4/status)"
[ ! -e out4/run.json ] || fail "a run without one of its parts was written"
grep -q 'part 1 of 3 is missing' out4/join.log || fail "the log does not say what is missing"
rm -f fail-1 fail-always

# Wrong use is refused before anything is submitted.
sh "$sbatch_file" -n 4 -o out1 -- --orders orders.yaml travel=bookings.csv >said 2>&1 && fail "a folder with parts was taken"
grep -q 'is there already' said || fail "a folder with parts: $(cat said)"
for wrong in "-n 0 -o x -- --no-feeds" "-n a -o x -- --no-feeds" "-o x -- --no-feeds" "-n 2 -- --no-feeds" "-n 2 -o x"; do
	# shellcheck disable=SC2086
	sh "$sbatch_file" $wrong >said 2>&1
	[ $? = 2 ] && grep -q usage said || fail "$wrong: $(cat said)"
done
ORDERCHECK=$work/nowhere sh "$sbatch_file" -n 2 -o x -- --no-feeds >said 2>&1 && fail "a program that is not there was taken"
echo "4 arrays on 2 nodes of Slurm $(sinfo --version | cut -d ' ' -f 2): whole, a dead node, a failed part, a missing part"
