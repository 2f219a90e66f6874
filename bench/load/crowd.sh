#!/bin/sh
# crowd.sh COUNT: so many processes, this one among them, until standard input ends; then all of its process group is ended.
# One in a hundred changes: half of these start a short sleep each second, the others count for some milliseconds first.
count=$1
changing=$((count / 100))

visitor() {
  while :; do sleep 1; done
}

worker() {
  while :; do
    turn=0
    while [ $turn -lt 2000 ]; do turn=$((turn + 1)); done
    sleep 1
  done
}

# Each of the changing ones is a shell and its sleep.
alive=$((1 + 2 * changing))
while [ $alive -lt "$count" ]; do
  sleep 100000 &
  alive=$((alive + 1))
done
while [ $changing -gt 0 ]; do
  if [ $((changing % 2)) = 0 ]; then visitor & else worker & fi
  changing=$((changing - 1))
done
trap '' TERM
echo ready
# Ends with whoever started this, however that ended. They are reaped here: the machine's init may take its time.
read -r _
kill -TERM 0
wait
